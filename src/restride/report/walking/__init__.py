"""The report of walking."""
