"""Walking in laboratory recordings as pressure insoles and optical motion capture saw it.

The files are ``reference_*.json`` of the Mobilise-D example data [kluge2021]: samples at the
reference's own rate, counted from the first sample of the recording.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from restride.person import Person
from restride.recording.events import Contact, Stride, Turn, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side

#: What each reference system is called in the files, and what we call it.
SYSTEMS: Final[dict[str, str]] = {"insole": "INDIP_wb", "optical": "Stereophoto_wb"}

#: The Mobilise-D test numbers [kluge2021]: 5 is the straight walk, 11 the simulated daily
#: activities.
STRAIGHT_TEST: Final = "Test5"
DAILY_TEST: Final = "Test11"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutFigures:
    """One walking bout in the numbers that are compared. None where a system does not give it."""

    start_s: float
    end_s: float
    walking_speed_mps: float | None
    stride_length_m: float | None
    cadence_spm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkFigures:
    """A walk with the figures of its bouts, from any system: ours or a reference."""

    walk: Walk
    bouts: tuple[BoutFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackReference:
    """All that is known of one trial besides its signal."""

    name: str
    #: ``("TimeMeasure1", "Test5", "Trial1")``.
    trial: tuple[str, ...]
    person: Person
    #: By the names in ``SYSTEMS``; a system the trial lacks is not in it.
    systems: Mapping[str, WalkFigures]

    @property
    def is_straight(self) -> bool:
        """Whether the trial is a straight walk."""
        return STRAIGHT_TEST in self.trial

    @property
    def is_daily(self) -> bool:
        """Whether the trial is one of simulated daily activities."""
        return DAILY_TEST in self.trial


def read_back_reference(path: Path) -> BackReference:
    """Read one ``reference_*.json``."""
    content = json.loads(path.read_text(encoding="utf-8"))
    recording, participant = content["recording"], content["participant"]
    rate_hz = float(recording["reference_sampling_rate_hz"])
    return BackReference(
        name=content["name"],
        trial=tuple(recording["recording_identifier"]),
        person=Person(
            height_m=participant.get("height_m"),
            sensor_height_m=participant.get("sensor_height_m"),
        ),
        systems={
            system: _walk_figures(content["reference"][key], rate_hz)
            for system, key in SYSTEMS.items()
            if content["reference"].get(key)
        },
    )


def _walk_figures(system: Mapping[str, Any], rate_hz: float) -> WalkFigures:
    bouts = tuple(_bout(row, system, rate_hz) for row in system["wb"])
    turns = tuple(_turn(row, rate_hz) for row in system.get("turn", ()))
    figures = tuple(
        BoutFigures(
            start_s=row["start"] / rate_hz,
            end_s=row["end"] / rate_hz,
            walking_speed_mps=row.get("avg_walking_speed_mps"),
            stride_length_m=row.get("avg_stride_length_m"),
            cadence_spm=row.get("avg_cadence_spm"),
        )
        for row in system["wb"]
    )
    return WalkFigures(walk=Walk(bouts=bouts, turns=turns), bouts=figures)


def _bout(row: Mapping[str, Any], system: Mapping[str, Any], rate_hz: float) -> WalkingBout:
    bout_id = row["wb_id"]
    contacts = _rows_of(bout_id, system["ic"], needed=("ic",))
    strides = _rows_of(bout_id, system.get("stride", ()), needed=("start", "end"))
    return WalkingBout(
        start_s=row["start"] / rate_hz,
        end_s=row["end"] / rate_hz,
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(_contact(each, rate_hz) for each in contacts),
        final_contacts=(),
        strides=tuple(_stride(each, rate_hz) for each in strides),
    )


def _rows_of(
    bout_id: int, rows: Sequence[Mapping[str, Any]], *, needed: tuple[str, ...]
) -> tuple[Mapping[str, Any], ...]:
    """Pick the rows of a bout; a row whose times the reference does not know is none."""
    return tuple(
        row
        for row in rows
        if row["wb_id"] == bout_id and all(row.get(key) is not None for key in needed)
    )


def _contact(row: Mapping[str, Any], rate_hz: float) -> Contact:
    return Contact(
        time_s=row["ic"] / rate_hz,
        kind=ContactKind.INITIAL,
        side=_side(row.get("lr_label")),
        source=EventSource.PERSON,
        confidence=1.0,
    )


def _stride(row: Mapping[str, Any], rate_hz: float) -> Stride:
    start_s = row["start"] / rate_hz
    stance_s = row.get("stance_time_s")
    return Stride(
        side=_side(row.get("lr_label")),
        start_s=start_s,
        final_contact_s=None if stance_s is None else start_s + stance_s,
        end_s=row["end"] / rate_hz,
        length_m=row.get("length_m"),
    )


def _turn(row: Mapping[str, Any], rate_hz: float) -> Turn:
    start_s, end_s = row["start"] / rate_hz, row["end"] / rate_hz
    angle_deg = float(row["angle_deg"])
    return Turn(
        start_s=start_s,
        end_s=end_s,
        angle_deg=angle_deg,
        # The references do not give a peak: the mean stands for it, and nothing rests on it.
        peak_angular_velocity_dps=abs(angle_deg) / max(end_s - start_s, 1 / rate_hz),
    )


def _side(label: str | None) -> Side | None:
    return Side(label) if label in tuple(Side) else None
