"""What is chosen for a person, and why: needs, candidates, selection, reasons."""
