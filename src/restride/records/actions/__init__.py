"""Verbs: each one function with its permission, its transaction and its line in the trail."""
