"""The clinic's server: the only place where everything is joined."""
