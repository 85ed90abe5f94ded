"""Readers of the references: what other systems, or people, say happened in a recording."""
