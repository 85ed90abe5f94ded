"""Phases of care, and what must hold before the next one begins."""
