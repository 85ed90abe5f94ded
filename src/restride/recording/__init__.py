"""What was recorded: types, events, doubts and the readers of files."""
