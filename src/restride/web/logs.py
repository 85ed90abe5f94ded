"""Logs of the server: one JSON object a line, and never anything about a patient.

What is written is named here, field by field: a message that somebody composed may hold a name, so
only messages of this package are written as they are; of all others, and of every exception, stands
what kind it was and where it happened.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

#: Fields that a line may bear besides when, where and what.
_FIELDS: Final = ("job", "kind", "try", "took_s", "status_code", "method", "route", "request_id")
_OWN: Final = "restride."


class PlainLines(logging.Formatter):
    """Writes a line of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record as one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        for name in _FIELDS:
            value = getattr(record, name, None)
            if isinstance(value, str | int | float):
                line[name] = value
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = _told(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def _message(record: logging.LogRecord) -> str:
    """Write the words of a message without what was filled in, unless it is of this package."""
    if record.name.startswith(_OWN):
        return record.getMessage()
    return str(record.msg)


def _told(exc_info: Any) -> dict[str, object]:
    """Tell the kind of an exception and where it happened; not what it says."""
    kind, _, trace = exc_info
    places = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)]
    return {"kind": kind.__name__, "places": places[-12:]}


def logging_settings() -> dict[str, Any]:
    """Give Django's settings of the log: to the standard error, for systemd or a file."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "restride.web.logs.PlainLines"}},
        "handlers": {"standard": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["standard"], "level": "WARNING"},
        "loggers": {
            "restride": {"level": "INFO"},
            "django.request": {"level": "ERROR"},
            "uvicorn.error": {"level": "WARNING"},
        },
    }
