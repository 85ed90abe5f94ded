"""The reports of tasks that are no walk: what they share, and one page a task."""
