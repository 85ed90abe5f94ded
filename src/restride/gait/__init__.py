"""Walking: bouts, contacts, strides, turns and what is measured of them."""
