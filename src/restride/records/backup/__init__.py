"""Backups: all rows at one moment and all sealed files, with a manifest; and back again.

See docs/decisions/0173-backups.md.
"""
