"""All walking in the recording of one sensor on the lower back.

Each stretch between gaps is looked at on its own: up, the dips, front, contacts, sides, final
contacts, lengths, strides; strides join to bouts by the written rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from restride.errors import SignalNotUsable, SignalTooShort
from restride.gait.bouts import BoutRules
from restride.gait.calibration import StrideLengthCalibration
from restride.gait.lower_back.bouts import BackStretch, walk_of
from restride.gait.lower_back.contacts import ContactSettings, find_initial_contacts, landing_blow
from restride.gait.lower_back.dips import DipSettings, VerticalCourse, vertical_course
from restride.gait.lower_back.edges import EdgeSettings
from restride.gait.lower_back.final_contacts import FinalContactSettings, find_final_contacts
from restride.gait.lower_back.findings import (
    forward_findings,
    length_findings,
    piece_findings,
    side_findings,
)
from restride.gait.lower_back.forward import (
    Facing,
    Forward,
    ForwardSettings,
    agree_on_forward,
    find_facings,
)
from restride.gait.lower_back.lengths import LengthSettings, step_lengths
from restride.gait.lower_back.likeness import LikenessSettings, likeness_of_steps
from restride.gait.lower_back.missed import MissedSettings, with_missed_contacts
from restride.gait.lower_back.sides import SideSettings, find_sides
from restride.gait.lower_back.steps import Steps, join_strides
from restride.gait.turns import TurnSettings, find_turns_of_yaw, no_gyroscope_finding
from restride.person import Person
from restride.recording.events import Turn, Walk
from restride.recording.pieces import Piece, regular_pieces
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.signal.trunk import TrunkSignals, UprightSignals, in_body_axes, upright

#: All looking is done at this rate: contacts are timed to a few milliseconds between samples, and
#: what walking does to the trunk lies below 20 Hz. House choice.
_INNER_RATE_HZ: Final = 100.0
#: Four strides of the quickest walker take longer. House choice.
_SHORTEST_SIGNAL_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BackSettings:
    """Everything that can be set; each part says where its numbers come from."""

    dips: DipSettings = field(default_factory=DipSettings)
    forward: ForwardSettings = field(default_factory=ForwardSettings)
    contacts: ContactSettings = field(default_factory=ContactSettings)
    sides: SideSettings = field(default_factory=SideSettings)
    missed: MissedSettings = field(default_factory=MissedSettings)
    final_contacts: FinalContactSettings = field(default_factory=FinalContactSettings)
    lengths: LengthSettings = field(default_factory=LengthSettings)
    turns: TurnSettings = field(default_factory=TurnSettings)
    bouts: BoutRules = field(default_factory=BoutRules)
    edges: EdgeSettings = field(default_factory=EdgeSettings)
    likeness: LikenessSettings = field(default_factory=LikenessSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackWalk:
    """The walk seen from the lower back, and what was doubtful on the way."""

    walk: Walk
    findings: tuple[QualityFinding, ...]


def find_back_walk(
    sensor: Sensor,
    *,
    person: Person,
    calibration: StrideLengthCalibration | None = None,
    settings: BackSettings | None = None,
) -> BackWalk:
    """Find bouts, contacts, strides and turns.

    Parameters
    ----------
    sensor
        Worn anyhow on the lower back; 20 to 400 Hz, gaps allowed. Without a gyroscope no turn is
        found, and sides only where front is clear.
    person
        Height of the sensor, or else of the person, for lengths.
    calibration
        The person's own factor, from one walk of known length.

    Returns
    -------
    BackWalk
        Without a bout where nobody walks; ``walk.no_walking_reason`` then says what was there.

    Raises
    ------
    SignalTooShort
        Under 2 s.
    SignalNotUsable
        Not one number in the signal.
    """
    settings = settings or BackSettings()
    sight = look_at_back(sensor, person=person, settings=settings)
    walk = walk_of(
        sight.stretches,
        pieces=sight.pieces,
        recording_end_s=sensor.clock.end_s,
        length_factor_ratio=1.0 if calibration is None else calibration.factor_ratio,
        rules=settings.bouts,
        edges=settings.edges,
        least_likeness=settings.likeness.least_likeness,
    )
    findings = [
        *piece_findings(sight.pieces, sensor=sensor.name, shortest_s=_SHORTEST_SIGNAL_S),
        *(forward_findings(sensor, sight.fronts, walk=walk) if walk.bouts else ()),
        *(side_findings(sensor.name, walk, stretches=sight.stretches) if walk.bouts else ()),
        *(length_findings(sensor.name, person, settings=settings.lengths) if walk.bouts else ()),
    ]
    if sensor.angular_velocity_dps is None:
        findings.append(no_gyroscope_finding(sensor.name))
    return BackWalk(walk=walk, findings=tuple(findings))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BackSight:
    """What the lower back shows before the rules of a bout are applied."""

    pieces: tuple[Piece, ...]
    #: One for each piece that is long enough, as ``stretches``.
    fronts: Sequence[Forward]
    stretches: tuple[BackStretch, ...]


def look_at_back(
    sensor: Sensor, *, person: Person, settings: BackSettings | None = None
) -> BackSight:
    """Find contacts, strides and turns in every stretch between gaps, however few they are.

    Raises
    ------
    SignalTooShort, SignalNotUsable
        As ``find_back_walk``.
    """
    settings = settings or BackSettings()
    pieces = _usable_pieces(sensor)
    long_enough = [piece for piece in pieces if piece.duration_s >= _SHORTEST_SIGNAL_S]
    seen = [_look_at(piece, settings) for piece in long_enough]
    fronts = agree_on_forward(
        [each.signals for each in seen],
        [each.facings for each in seen],
        settings=settings.forward,
    )
    stretches = tuple(
        _stretch(piece, each, front, person=person, settings=settings)
        for piece, each, front in zip(long_enough, seen, fronts, strict=True)
    )
    return BackSight(pieces=pieces, fronts=fronts, stretches=stretches)


def _usable_pieces(sensor: Sensor) -> tuple[Piece, ...]:
    """Cut the signal into even pieces, or say why there is nothing to look at."""
    if sensor.clock.duration_s < _SHORTEST_SIGNAL_S:
        raise SignalTooShort(
            duration_s=sensor.clock.duration_s,
            needed_s=_SHORTEST_SIGNAL_S,
            analysis="Looking for walking",
        )
    pieces = regular_pieces(sensor, sampling_rate_hz=_INNER_RATE_HZ)
    if not pieces:
        raise SignalNotUsable(
            "Looking for walking needs samples with a number on every axis, and none of "
            f"{sensor.clock.samples_count} has one. Check which columns were read with "
            "`restride info`."
        )
    return pieces


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Look:
    """What a stretch shows before front is agreed on."""

    signals: UprightSignals
    course: VerticalCourse
    facings: tuple[Facing, ...]


def _look_at(piece: Piece, settings: BackSettings) -> _Look:
    signals = upright(
        piece.acceleration_mps2,
        piece.angular_velocity_dps,
        sampling_rate_hz=piece.sampling_rate_hz,
    )
    course = vertical_course(signals, settings=settings.dips)
    facings = find_facings(signals, course, settings=settings.forward)
    return _Look(signals=signals, course=course, facings=facings)


def _stretch(
    piece: Piece, look: _Look, front: Forward, *, person: Person, settings: BackSettings
) -> BackStretch:
    trunk = in_body_axes(look.signals, front.direction)
    steps = _steps(trunk, look.course, front, person=person, settings=settings)
    strides = join_strides(trunk, steps, longest_step_s=settings.contacts.longest_step_s)
    turns: tuple[Turn, ...] = ()
    if trunk.yaw_dps is not None:
        turns = find_turns_of_yaw(
            trunk.yaw_dps,
            sampling_rate_hz=trunk.sampling_rate_hz,
            start_s=piece.start_s,
            initial_contacts_s=piece.start_s + steps.contacts_s,
            settings=settings.turns,
        )
    return BackStretch(start_s=piece.start_s, steps=steps, strides=strides, turns=turns)


def _steps(
    trunk: TrunkSignals,
    course: VerticalCourse,
    front: Forward,
    *,
    person: Person,
    settings: BackSettings,
) -> Steps:
    blow_mps3 = landing_blow(trunk, settings=settings.contacts)
    contacts = find_initial_contacts(trunk, course, blow_mps3=blow_mps3, settings=settings.contacts)
    sides = find_sides(
        trunk,
        contacts.times_s,
        is_first=contacts.is_first,
        knows_front=front.is_sure,
        settings=settings.sides,
    )
    contacts, sides = with_missed_contacts(
        trunk,
        contacts,
        sides=sides,
        blow_mps3=blow_mps3,
        contact_settings=settings.contacts,
        settings=settings.missed,
    )
    return Steps(
        contacts_s=contacts.times_s,
        confidence=contacts.confidence,
        sides=sides.codes,
        side_confidence=sides.confidence,
        likeness=likeness_of_steps(trunk, contacts.times_s, settings=settings.likeness),
        other_lift_s=find_final_contacts(trunk, contacts.times_s, settings=settings.final_contacts),
        step_length_m=step_lengths(
            trunk, course, contacts_s=contacts.times_s, person=person, settings=settings.lengths
        ),
    )
