"""A case from its file to everything that follows from it."""
