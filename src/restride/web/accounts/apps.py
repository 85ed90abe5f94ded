"""Tells Django that the accounts are an application of it, and begins to listen."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Signing in."""

    name = "restride.web.accounts"
    label = "restride_accounts"
    verbose_name = "Signing in"

    def ready(self) -> None:
        """Write a line in the trail for what the sign-in library reports."""
        from restride.web.accounts import heard

        heard.listen()
