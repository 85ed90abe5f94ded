"""Migrations of the record; made by `restride clinic` from the models."""
