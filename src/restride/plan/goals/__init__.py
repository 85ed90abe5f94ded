"""Goals: the person's words, a measure, a target that is more than error, and their events."""
