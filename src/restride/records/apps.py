"""Tells Django that the records are an application of it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The clinic's record."""

    name = "restride.records"
    label = "records"
    verbose_name = "The clinic's record"
    default_auto_field = "django.db.models.BigAutoField"
