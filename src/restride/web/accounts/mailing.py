"""Sending mail behind the answer: whoever asked waits for no mail server."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException
from typing import Final

from django.core.mail import EmailMessage

_LOG: Final = logging.getLogger(__name__)
#: One after the other, in the order asked.
_POSTMAN: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_later(message: EmailMessage) -> "Future[None]":
    """Send a rendered message in a thread of its own."""
    return _POSTMAN.submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Without the address, which the error may repeat.
        _LOG.error("A message could not be sent: %s", type(error).__name__)
