"""Live streams over WebSockets, in plain Starlette: they never wait for the record's requests."""
