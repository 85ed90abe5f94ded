"""Three plain pages, made on the server and without a script: start, the day, a person's chart."""
