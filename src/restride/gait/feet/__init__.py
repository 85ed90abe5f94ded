"""Walking from a sensor on each foot."""
