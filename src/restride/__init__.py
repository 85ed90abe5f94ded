"""Restride: how a person walks, measured from any sensor."""
