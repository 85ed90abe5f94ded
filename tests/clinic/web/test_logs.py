"""The log tells what happened, and nothing that somebody typed."""

import json
import logging
import sys

from restride.web.logs import PlainLines


def line_of(name: str, message: str, *args: object, exc_info=None, **extra: object) -> dict:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, exc_info)
    record.__dict__.update(extra)
    return json.loads(PlainLines().format(record))


def test_a_line_bears_its_own_words_and_named_fields():
    line = line_of("restride.jobs", "job done", kind="analyse", took_s=1.5, patient="Anna")

    assert (line["message"], line["kind"], line["took_s"]) == ("job done", "analyse", 1.5)
    assert "Anna" not in json.dumps(line)


def test_what_others_fill_in_is_not_written():
    line = line_of("django.request", "Not Found: %s", "/patients?text=Anna")

    assert line["message"] == "Not Found: %s"


def test_of_an_exception_stand_kind_and_place_and_not_its_words():
    try:
        raise ValueError("Anna Mueller")
    except ValueError:
        line = line_of("restride.web", "failed", exc_info=sys.exc_info())

    assert line["exception"]["kind"] == "ValueError"
    assert "test_logs.py" in line["exception"]["places"][0]
    assert "Anna" not in json.dumps(line)
