"""PINs of home devices: bound to their device by a key, hashed as passwords are, and few tries.

A PIN has few digits, so that its hash alone would be tried through in minutes: a key that is in no
database goes into it. After five wrong ones there is a wait, which grows; the tenth closes the
device.
"""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from restride.records import clock
from restride.records.keys import current_keyring
from restride.records.models import HomeDevice
from restride.records.refusals import NotUsable, TooMany

FEWEST_DIGITS, MOST_DIGITS = 4, 8
#: After so many wrong ones: the wait. House choice: docs/decisions/0165-accounts.md.
WAITS: Final = {
    5: timedelta(minutes=5),
    6: timedelta(minutes=15),
    7: timedelta(hours=1),
    8: timedelta(hours=4),
    9: timedelta(hours=24),
}
MOST_FAILURES_COUNT: Final = 10
_IN_ORDER: Final = "01234567890 09876543210"


def refuse_weak_pin(pin: str) -> None:
    """Refuse a PIN that is none, or that everybody tries first.

    Raises
    ------
    NotUsable
        Not 4 to 8 digits, all the same, or one after the other.
    """
    if not (pin.isascii() and pin.isdigit() and FEWEST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise NotUsable(
            f"A PIN needs {FEWEST_DIGITS} to {MOST_DIGITS} digits, and this has others or "
            "another number of them. Choose another."
        )
    if len(set(pin)) == 1 or pin in _IN_ORDER:
        raise NotUsable("This PIN is one that everybody tries first. Choose another.")


def hashed_pin(device: HomeDevice, pin: str) -> str:
    """Hash a PIN for its device."""
    return make_password(_bound(device, pin))


def is_pin_right(device: HomeDevice, pin: str) -> bool:
    """Compare a PIN; it takes as long for a wrong one."""
    return check_password(_bound(device, pin), device.pin)


def _bound(device: HomeDevice, pin: str) -> str:
    key = current_keyring().index_key.derived(purpose="restride/1/pins")
    content = f"{device.pk.hex}:{pin}".encode("utf-8", "surrogatepass")
    return hmac.new(key.reveal(), content, hashlib.sha256).hexdigest()


def take_try(device: HomeDevice) -> int:
    """Count a try before it is made, so that many at once are many; give how many now.

    Raises
    ------
    TooMany
        A wait is on.
    """
    now = clock.now()
    with transaction.atomic():
        row = HomeDevice.objects.select_for_update().get(pk=device.pk)
        if row.locked_until is not None and row.locked_until > now:
            wait_s = int((row.locked_until - now).total_seconds()) + 1
            raise TooMany(
                f"Too many wrong PINs. Try again in {-(-wait_s // 60)} min, or ask the clinic for "
                "a new invitation.",
                retry_after_s=wait_s,
            )
        row.failures_count += 1
        wait = WAITS.get(row.failures_count)
        row.locked_until = None if wait is None else now + wait
        row.save(update_fields=["failures_count", "locked_until"])
    return row.failures_count
