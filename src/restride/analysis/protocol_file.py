"""A protocol from its YAML file: conditions, trials, person; what is wrong is said with its place.

See docs/how-to/standing-protocol.md for what may stand in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from restride.analysis.protocol_analysis import ProtocolKind
from restride.analysis.protocol_plan import (
    PlannedCondition,
    PlannedLean,
    PlannedTrial,
    ProtocolPlan,
)
from restride.analysis.standing_settings import StandingSettings
from restride.analysis.yaml_fields import Fields, fields_in, read_yaml
from restride.balance.conditions import StandingCondition
from restride.errors import OptionError
from restride.person import Person
from restride.recording.readers.options import ReadOptions
from restride.terms import Eyes, LeanDirection, Placement, Sex, Side, Stance, Surface, WalkingAid

_KEYS: Final = (
    "protocol",
    "name",
    "person",
    "stance",
    "wanted_s",
    "filtered_hz",
    "noise_floor",
    "foot_outline_mm",
    "read",
    "conditions",
    "file",
    "leans",
)
_PERSON_KEYS: Final = (
    "height_m",
    "sensor_height_m",
    "body_mass_kg",
    "age_years",
    "sex",
    "walking_aid",
)
_READ_KEYS: Final = ("format", "mapping", "rate_hz", "placement")
_CONDITION_KEYS: Final = ("eyes", "surface", "stance", "side", "wanted_s", "trials")
_TRIAL_KEYS: Final = ("file", "trial", "held_s", "not_done")
_LEAN_KEYS: Final = ("direction", "file", "trial", "cue_s", "distance_mm", "end_s")

#: How long each level is to be kept. [shumwaycook1986]
_MCTSIB_S: Final = 30.0


def read_protocol(path: Path, *, options: ReadOptions | None = None) -> ProtocolPlan:
    """Read a protocol.

    Parameters
    ----------
    options
        Said on the command line about all files; what the protocol says goes before.

    Raises
    ------
    FileNotUsable
        The file, or one that it names, is not there or no YAML.
    OptionError
        An unknown key or word, or something that contradicts itself; with its place.
    """
    top = fields_in(read_yaml(path), where=path.name, known=_KEYS)
    kind = top.word("protocol", ProtocolKind)
    if kind is None:
        raise OptionError(
            f"{path.name}: protocol must be one of {', '.join(ProtocolKind)}, and is not there. "
            "Add the line 'protocol: mctsib'."
        )
    options, format_name = _reading(top, path.parent, options or ReadOptions())
    plan = ProtocolPlan(
        kind=kind,
        name=top.text("name") or path.stem,
        person=_person(top, options.person or Person()),
        conditions=tuple(_conditions(top, path.parent, kind)),
        leans=tuple(_leans(top, path.parent, kind)),
        noise_floor=top.path("noise_floor", path.parent),
        filtered_hz=top.number("filtered_hz"),
        foot_outline_mm=top.points("foot_outline_mm"),
        reading=options,
        format_name=format_name,
    )
    _refuse_repeated(plan, path)
    return plan


def _reading(top: Fields, folder: Path, options: ReadOptions) -> tuple[ReadOptions, str | None]:
    said = top.part("read", _READ_KEYS)
    if said is None:
        return options, None
    placement = said.word("placement", Placement)
    return replace(
        options,
        mapping=said.path("mapping", folder) or options.mapping,
        sampling_rate_hz=said.number("rate_hz") or options.sampling_rate_hz,
        placements=options.placements if placement is None else (placement,),
    ), said.text("format")


def _person(top: Fields, told: Person) -> Person:
    said = top.part("person", _PERSON_KEYS)
    if said is None:
        return told
    return Person(
        height_m=_either(said.number("height_m"), told.height_m),
        sensor_height_m=_either(said.number("sensor_height_m"), told.sensor_height_m),
        body_mass_kg=_either(said.number("body_mass_kg"), told.body_mass_kg),
        age_years=_either(said.number("age_years"), told.age_years),
        sex=said.word("sex", Sex) or told.sex,
        walking_aid=said.word("walking_aid", WalkingAid) or told.walking_aid,
    )


def _either(said: float | None, told: float | None) -> float | None:
    return told if said is None else said


def _conditions(top: Fields, folder: Path, kind: ProtocolKind) -> Iterator[PlannedCondition]:
    listed = top.items("conditions")
    if kind is ProtocolKind.LIMITS_OF_STABILITY:
        _refuse_other(top, "conditions", kind)
        return
    if not listed:
        raise OptionError(
            f"{top.where}: conditions must list at least one, and lists 0. Add one with its trials."
        )
    for position, content in enumerate(listed, start=1):
        where = f"{top.where}, condition {position}"
        said = fields_in(content, where=where, known=_CONDITION_KEYS)
        yield _condition(said, top, folder, kind)


def _refuse_other(top: Fields, key: str, kind: ProtocolKind) -> None:
    if top.content.get(key) is not None:
        raise OptionError(
            f"{top.where}: {key} do not belong to the protocol {kind}, and are there. Remove them, "
            "or name another protocol."
        )


def _condition(said: Fields, top: Fields, folder: Path, kind: ProtocolKind) -> PlannedCondition:
    condition = StandingCondition(
        eyes=said.word("eyes", Eyes),
        surface=said.word("surface", Surface),
        stance=said.word("stance", Stance) or top.word("stance", Stance),
        side=said.word("side", Side),
    )
    if kind is ProtocolKind.MCTSIB and None in (condition.eyes, condition.surface):
        missing = "eyes" if condition.eyes is None else "surface"
        raise OptionError(
            f"{said.where}: each condition of mctsib needs eyes (open, closed) and surface (firm, "
            f"foam), and {missing} is not there. Add it."
        )
    wanted_s = said.number("wanted_s")
    wanted_s = top.number("wanted_s") if wanted_s is None else wanted_s
    if wanted_s is None and kind is ProtocolKind.MCTSIB:
        wanted_s = _MCTSIB_S
    StandingSettings(wanted_s=wanted_s)  # refuses a time that nobody stands for
    trials = tuple(_trials(said, folder))
    return PlannedCondition(condition=condition, wanted_s=wanted_s, trials=trials)


def _trials(said: Fields, folder: Path) -> Iterator[PlannedTrial]:
    listed = said.items("trials")
    if not listed:
        raise OptionError(
            f"{said.where}: trials must list at least one, and lists 0. Add a file, a held_s, or "
            "not_done with the reason."
        )
    for position, content in enumerate(listed, start=1):
        where = f"{said.where}, trial {position}"
        named = {"file": content} if isinstance(content, str) else content
        yield _trial(fields_in(named, where=where, known=_TRIAL_KEYS), folder, position)


def _trial(said: Fields, folder: Path, position: int) -> PlannedTrial:
    path, held_s, not_done = said.path("file", folder), said.number("held_s"), said.text("not_done")
    if path is None and held_s is None and not_done is None:
        raise OptionError(
            f"{said.where}: file, held_s or not_done is needed, and there is none of them. Add one."
        )
    if not_done is not None and (path is not None or held_s is not None):
        raise OptionError(
            f"{said.where}: a trial that was not done has no file and no held_s, and has one. "
            "Remove not_done, or the other."
        )
    StandingSettings(held_s=held_s)  # refuses a negative time
    trial = said.text("trial")
    name = said.text("file") or f"trial {position}"
    return PlannedTrial(
        name=f"{name}: {trial}" if trial else name,
        path=path,
        trial=trial,
        held_s=held_s,
        not_done=not_done,
    )


def _leans(top: Fields, folder: Path, kind: ProtocolKind) -> Iterator[PlannedLean]:
    if kind is not ProtocolKind.LIMITS_OF_STABILITY:
        _refuse_other(top, "leans", kind)
        return
    listed, one_file = top.items("leans"), top.path("file", folder)
    if not listed:
        raise OptionError(
            f"{top.where}: leans must list at least one, and lists 0. Add direction and cue_s of "
            "each."
        )
    for position, content in enumerate(listed, start=1):
        said = fields_in(content, where=f"{top.where}, lean {position}", known=_LEAN_KEYS)
        yield _lean(said, folder, one_file)


def _lean(said: Fields, folder: Path, one_file: Path | None) -> PlannedLean:
    direction, cue_s = said.word("direction", LeanDirection), said.number("cue_s")
    path = said.path("file", folder) or one_file
    missing = [
        key
        for key, value in (("direction", direction), ("cue_s", cue_s), ("file", path))
        if value is None
    ]
    if direction is None or cue_s is None or path is None:
        raise OptionError(
            f"{said.where}: a lean needs direction, cue_s and file, and {', '.join(missing)} is "
            "not there. Add it; one file for all leans may stand above them."
        )
    return PlannedLean(
        direction=direction,
        path=path,
        trial=said.text("trial"),
        cue_s=cue_s,
        distance_mm=said.number("distance_mm"),
        end_s=said.number("end_s"),
    )


def _refuse_repeated(plan: ProtocolPlan, path: Path) -> None:
    conditions = [each.condition for each in plan.conditions]
    _refuse_twice(conditions, f"{path.name}: each condition stands once with all its trials")
    trials = [
        (str(trial.path.resolve()), trial.trial)
        for each in plan.conditions
        for trial in each.trials
        if trial.path is not None
    ]
    _refuse_twice(trials, f"{path.name}: each trial has a file of its own")
    leans = [(str(lean.path.resolve()), lean.trial, lean.cue_s) for lean in plan.leans]
    _refuse_twice(leans, f"{path.name}: each lean has a cue of its own")


def _refuse_twice(things: Sequence[object], rule: str) -> None:
    for position, thing in enumerate(things, start=1):
        first = things.index(thing) + 1
        if first < position:
            raise OptionError(
                f"{rule}, and number {position} repeats number {first} ({_shown(thing)}). Correct "
                "one of them."
            )


def _shown(thing: object) -> str:
    if isinstance(thing, StandingCondition):
        words = (thing.eyes, thing.surface, thing.stance, thing.side)
        return ", ".join(word for word in words if word is not None) or "nothing said"
    if isinstance(thing, tuple):
        return ", ".join(str(each) for each in thing if each is not None)
    return str(thing)
