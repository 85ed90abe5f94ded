"""What a number means for this person: instruments, change, findings, falls, safety."""
