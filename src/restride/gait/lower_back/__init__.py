"""Walking from one sensor on the lower back."""
