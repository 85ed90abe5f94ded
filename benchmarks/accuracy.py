"""What the peers find in the recordings with references, scored as we score ourselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import inputs
import numpy as np

from restride.person import Person
from restride.recording.events import Contact, Stride, Turn, Walk, WalkingBout
from restride.recording.recording import Sensor
from restride.terms import ContactKind, EndReason, EventSource, Placement, Side
from restride.validation.back_figures import BackTrial, back_figures
from restride.validation.feet_figures import FeetTrial, feet_figures
from restride.validation.figures import MeasuredFigure
from restride.validation.folders import Comparables, find_comparables
from restride.validation.label_sides import side_patterns
from restride.validation.label_time import back_labels_hold_until
from restride.validation.recordings import read_back_trial, read_feet_sample, read_uturn_walk
from restride.validation.references.feet import FeetReference, read_feet_reference
from restride.validation.references.lower_back import (
    BoutFigures,
    WalkFigures,
    read_back_reference,
)
from restride.validation.references.uturn_walks import read_uturn_reference
from restride.validation.uturn_figures import UturnTrial, uturn_figures

#: Runs a peer's job on input folders, and gives what it found in each.
Finder = Callable[[Sequence[Path]], Sequence[Mapping[str, Any]]]

_HEIGHT_M = 1.7
#: The usual height of a lower-back sensor over that of the person, where it was not measured.
_SENSOR_HEIGHT_SHARE = 0.55
_SIDES = {"left": Side.LEFT, "right": Side.RIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerFigures:
    """All figures of one peer, by their keys."""

    name: str
    figures: Mapping[str, MeasuredFigure]


class PeerFailed(Exception):
    """A peer could not look at the recordings."""


def all_peers(
    directory: Path, *, work: Path, finder: Callable[[str], Finder]
) -> tuple[list[PeerFigures], list[str]]:
    """Score every peer; one that fails is named with its reason."""
    peers, failures = [], []
    for name, script in (("mobgap", "job_mobgap"), ("scikit-digital-health", "job_skdh")):
        try:
            peers.append(back_peer(name, directory, work=work, find=finder(script)))
        except PeerFailed as error:
            failures.append(str(error))
    try:
        peers += feet_peers(directory, work=work, find=finder("job_gaitmap"))
    except PeerFailed as error:
        failures.append(str(error))
    return peers, failures


def back_peer(name: str, directory: Path, *, work: Path, find: Finder) -> PeerFigures:
    """Score a peer for the lower back on the trials and on the walks with a U-turn."""
    there = find_comparables(directory)
    measured = (*_back_figures(there, work, find), *_uturn_figures(there, work, find))
    figures = {each.key: each for each in measured}
    # A program that tells no sides and no turns at all is not compared in them.
    for words in ("side", "found"):
        keys = [key for key in figures if words in key.split("_")]
        if not any(figures[key].value for key in keys):
            figures = {key: each for key, each in figures.items() if key not in keys}
    return PeerFigures(name=name, figures=figures)


def feet_peers(directory: Path, *, work: Path, find: Finder) -> list[PeerFigures]:
    """Score gaitmap with each of its event finders and of its ways to a stride length."""
    samples = [
        each
        for each in find_comparables(directory).feet_samples
        if "not_rotated" not in each.recording.stem
    ]
    if not samples:
        return []
    found = find(
        [inputs.write_feet(work / each.recording.stem, read_feet_sample(each)) for each in samples]
    )
    references = [
        read_feet_reference(each.reference.parent, name=each.reference.stem.removeprefix("mocap_"))
        for each in samples
    ]
    return [
        _feet_peer(references, found, events=events, lengths=lengths)
        for events, lengths in (("herzer", "rts"), ("rampp", "integration"))
    ]


def _feet_peer(
    references: Sequence[FeetReference],
    found: Sequence[Mapping[str, Any]],
    *,
    events: str,
    lengths: str,
) -> PeerFigures:
    trials = [
        FeetTrial(
            reference=reference,
            found=_feet_walk(each, events=events, lengths=lengths),
            borders_s={
                side: np.reshape(each["segments"][f"{name}_sensor"], (-1, 2))
                for name, side in _SIDES.items()
            },
        )
        for reference, each in zip(references, found, strict=True)
    ]
    name = f"gaitmap ({events.capitalize()}, {lengths})"
    return PeerFigures(name=name, figures={each.key: each for each in feet_figures(trials)})


def _back_figures(there: Comparables, work: Path, find: Finder) -> tuple[MeasuredFigure, ...]:
    references = [read_back_reference(each.reference) for each in there.back_trials]
    folders = []
    for comparable, reference in zip(there.back_trials, references, strict=True):
        sensor = read_back_trial(comparable, person=reference.person).sensors[0]
        cohort = reference.name.split("_")[0]
        meta = _meta(reference.person, cohort=cohort)
        folders.append(inputs.write_back(work / reference.name, sensor, meta=meta))
    return back_figures(
        [
            BackTrial(reference=reference, found=_walk(found))
            for reference, found in zip(references, find(folders), strict=True)
        ]
        if folders
        else []
    )


def _uturn_figures(there: Comparables, work: Path, find: Finder) -> tuple[MeasuredFigure, ...]:
    references = [read_uturn_reference(each.reference) for each in there.uturn_walks]
    folders, holding_s, patterns = [], [], []
    for comparable, reference in zip(there.uturn_walks, references, strict=True):
        recording = read_uturn_walk(comparable, person=reference.person)
        sensor = recording.sensor_at(Placement.LOWER_BACK)
        if isinstance(sensor, Sensor):
            meta = _meta(reference.person, cohort="HA")
            until_s = back_labels_hold_until(recording, reference)
            holding_s.append(until_s)
            patterns.append(side_patterns(recording, reference, until_s=until_s))
            folders.append(inputs.write_back(work / reference.name, sensor, meta=meta))
    if not folders:
        return ()
    return uturn_figures(
        [
            UturnTrial(
                reference=reference,
                back=_walk(found).walk,
                feet=None,
                back_holds_until_s=until_s,
                patterns=pattern,
            )
            for reference, found, until_s, pattern in zip(
                references, find(folders), holding_s, patterns, strict=True
            )
        ]
    )


def _meta(person: Person, *, cohort: str) -> dict[str, object]:
    height_m = person.height_m or _HEIGHT_M
    return {
        "height_m": height_m,
        "sensor_height_m": person.sensor_height_m or height_m * _SENSOR_HEIGHT_SHARE,
        "cohort": cohort,
    }


def _walk(found: Mapping[str, Any]) -> WalkFigures:
    """Put a peer's contacts into its bouts; what it leaves out of them it does not report."""
    contacts = [_contact(each, ContactKind.INITIAL) for each in found["contacts"]]
    bouts = tuple(_bout(each, contacts) for each in found["bouts"])
    figures = tuple(
        BoutFigures(
            start_s=each["start_s"],
            end_s=each["end_s"],
            walking_speed_mps=each.get("walking_speed_mps"),
            stride_length_m=each.get("stride_length_m"),
            cadence_spm=each.get("cadence_spm"),
        )
        for each in found["bouts"]
    )
    turns = tuple(
        Turn(
            start_s=each["start_s"],
            end_s=each["end_s"],
            angle_deg=each["angle_deg"],
            peak_angular_velocity_dps=0.0,
        )
        for each in found["turns"]
    )
    return WalkFigures(walk=Walk(bouts=bouts, turns=turns), bouts=figures)


def _bout(row: Mapping[str, Any], contacts: Sequence[Contact]) -> WalkingBout:
    inside = [each for each in contacts if row["start_s"] <= each.time_s <= row["end_s"]]
    return WalkingBout(
        start_s=row["start_s"],
        end_s=row["end_s"],
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(inside),
        final_contacts=(),
        strides=(),
    )


def _contact(row: Mapping[str, Any], kind: ContactKind) -> Contact:
    return Contact(
        time_s=row["time_s"],
        kind=kind,
        side=_SIDES.get(row["side"]),
        source=EventSource.LOWER_BACK,
        confidence=1.0,
    )


def _feet_walk(found: Mapping[str, Any], *, events: str, lengths: str) -> Walk:
    """Take strides as the peer's events, and their lengths as those from rest to rest."""
    bouts = [_feet_bout(found, side=side, events=events, lengths=lengths) for side in _SIDES]
    return Walk(bouts=tuple(bouts), turns=())


def _feet_bout(found: Mapping[str, Any], *, side: str, events: str, lengths: str) -> WalkingBout:
    sensor = f"{side}_sensor"
    length_of = found["lengths"][lengths][sensor]
    strides = tuple(
        Stride(
            side=_SIDES[side],
            start_s=row["pre_ic_s"],
            final_contact_s=row["tc_s"],
            end_s=row["ic_s"],
            length_m=length_of.get(row["stride"]),
        )
        for row in found[events][sensor]
    )
    finals = tuple(
        _contact({"time_s": row["tc_s"], "side": side}, ContactKind.FINAL)
        for row in found[events][sensor]
    )
    return WalkingBout(
        start_s=min((each.start_s for each in strides), default=0.0),
        end_s=max((each.end_s for each in strides), default=0.0),
        end_reason=EndReason.PAUSE,
        initial_contacts=(),
        final_contacts=finals,
        strides=strides,
    )
