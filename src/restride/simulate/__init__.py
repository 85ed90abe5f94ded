"""The virtual person: recordings whose truth is known."""
