"""SQLite as Django knows it, with writers that wait for their turn more evenly."""
