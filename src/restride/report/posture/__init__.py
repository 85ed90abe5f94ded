"""The reports of how a body stands and how far it moves: posture, reach, range of joints."""
