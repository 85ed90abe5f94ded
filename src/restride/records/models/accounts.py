"""Accounts: who signs in. What identifies a patient stands in the sealed columns, never here."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from restride.records.models.base import DIGEST_CHARS, NAME_CHARS, Record


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their user name."""


class User(AbstractBaseUser, Record):
    """Somebody who signs in.

    A member of staff has a name and an e-mail address. A patient's account has neither: its user
    name is made up, and who it belongs to stands in ``PatientAccess``.
    """

    username = models.CharField(max_length=NAME_CHARS, unique=True)
    name = models.CharField(max_length=NAME_CHARS, blank=True)
    email = models.EmailField(blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    #: Works at a clinic; signs in with a second factor.
    is_clinic_staff = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    #: Until when a password that an administrator handed over lets in.
    temporary_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta(AbstractBaseUser.Meta):
        constraints = (
            models.UniqueConstraint(
                "email", condition=~models.Q(email=""), name="email_of_one_account"
            ),
        )


class HomeDevice(Record):
    """A patient's own telephone or tablet, which opens with a PIN."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="home_devices")
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    pin = models.CharField(max_length=200)
    failures_count = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
