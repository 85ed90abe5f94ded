"""Treadmill, body-weight support, cueing and walking aids, with the figures they count with."""
