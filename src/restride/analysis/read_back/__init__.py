"""Written analyses read back: the parts by their types, and each task from its parts."""
