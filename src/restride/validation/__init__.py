"""Our numbers against references."""
