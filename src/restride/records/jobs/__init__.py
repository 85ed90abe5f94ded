"""Work in the background: leased, watched, retried, and finished exactly once.

See docs/decisions/0171-jobs.md.
"""
