"""Django's settings: ``clinic`` for a clinic's server, ``testing`` for the tests."""
