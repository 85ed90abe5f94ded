"""From what was entered to the scores of a test: checks, missing answers, totals, trials."""
