"""Who signs in and how: adapters of the sign-in library, sessions, limits, and their trail."""
