"""The grade written 1+, which lies between 1 and 2."""

from typing import Final

from restride.errors import ContentError

#: How grades are stored. Source: bohannonsmith1987; the half is docs/decisions/0104-scales.md.
_STORED: Final = {"0": 0.0, "1": 1.0, "1+": 1.5, "2": 2.0, "3": 3.0, "4": 4.0}


def stored_grade(written: str) -> float:
    """Turn a grade as people write it into the number that is stored.

    Raises
    ------
    ContentError
        No grade.
    """
    grade = _STORED.get(written.strip())
    if grade is None:
        raise ContentError(
            f"mas: a grade must be one of {', '.join(_STORED)}, and there is {written!r}. "
            "Correct it."
        )
    return grade


def written_grade(grade_points: float) -> str:
    """Turn a stored grade into what people write.

    Raises
    ------
    ContentError
        No grade.
    """
    for written, stored in _STORED.items():
        if stored == grade_points:
            return written
    raise ContentError(
        f"mas: a stored grade must be one of 0, 1, 1.5, 2, 3, 4, and there is {grade_points:g}. "
        "Correct it."
    )
