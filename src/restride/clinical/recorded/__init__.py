"""What analysed recordings hold of the tests of the clinic."""
