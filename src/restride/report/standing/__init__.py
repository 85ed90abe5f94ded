"""The reports of standing: one trial, a whole protocol, and how far a person can lean."""
