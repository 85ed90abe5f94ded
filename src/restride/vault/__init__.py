"""What is kept sealed: keys, values, files, and how sealed names are found again."""
