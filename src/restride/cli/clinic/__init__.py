"""``restride clinic``: make, serve and keep a clinic's server."""
