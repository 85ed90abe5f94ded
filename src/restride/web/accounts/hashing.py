"""How passwords and PINs are kept: argon2id.

Source: RFC 9106, section 4, the second recommended choice: 3 passes over 64 MiB in 4 lanes.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id as RFC 9106 recommends it where memory is limited."""

    time_cost = 3
    memory_cost = 65_536
    parallelism = 4
