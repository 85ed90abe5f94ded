"""How a person rises, turns, repeats and holds: from a back sensor, plates and landmarks."""
