"""Questions to the record; each starts from the actor."""
