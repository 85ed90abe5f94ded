"""Care as it runs: the states of what a clinic keeps, and which may follow which. No database."""
