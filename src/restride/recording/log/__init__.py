"""What is being recorded, written frame by frame so that nothing acknowledged can be lost."""
