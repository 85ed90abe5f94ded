"""What was done of what was due."""
