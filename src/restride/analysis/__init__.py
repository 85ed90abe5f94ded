"""One call: a recording in, everything that was measured out."""
