"""The record over HTTP: one file a part of the care, each operation a thin call."""
