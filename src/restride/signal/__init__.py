"""The workbench: arrays in, arrays out; knows no person and no recording."""
