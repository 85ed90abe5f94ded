"""One file a task: from a checked recording to what was found in it."""
