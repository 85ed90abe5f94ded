"""A case read from YAML: every word checked, nothing guessed, the field named that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from restride.clinical.circumstances import Circumstances
from restride.clinical.conditions import find_condition
from restride.clinical.falls.graph import falls_graphs
from restride.clinical.instrument import find_instrument
from restride.clinical.licence_pack import LicencePack
from restride.clinical.patient import Diagnosis, HomeSituation, Patient, WeightBearingOrder
from restride.clinical.precautions import (
    PrecautionAnswer,
    PrecautionKind,
    Presence,
    precautions,
)
from restride.clinical.result import Result
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.errors import ContentError, RestrideError
from restride.measure import Measure
from restride.plan.cases.case import Absent, Case, CasePrecaution, CaseRecording, SafetyScreen
from restride.plan.library import equipment, find_exercise
from restride.plan.programmes.device_fit import refuse_wrist
from restride.rows import read_row
from restride.yaml_files import read_yaml

#: Nobody older has been known.
_OLDEST_YEARS = 120.0
#: The precaution that a failed response test with a metronome shows.
_BEAT = "beat_worsens_walking"


def read_case(path: Path) -> Case:
    """Read a case file.

    Raises
    ------
    ContentError
        A key that is unknown, a value that is not allowed, or two that contradict each other; with
        the field, what was found, and what is allowed.
    """
    case = read_row(Case, read_yaml(path), where=path.name)
    try:
        _refuse_senseless(case)
    except ContentError as error:
        raise ContentError(f"{path.name}: {error}") from error
    return case


def _refuse_senseless(case: Case) -> None:
    age_years = case.person.age_years
    if age_years is not None and age_years > _OLDEST_YEARS:
        raise ContentError(
            f"person, age_years must be at most {_OLDEST_YEARS:g}, and is {age_years:g}. Correct "
            "it."
        )
    refuse_wrist(case.wrist_height_m, height_m=case.person.height_m)
    if not case.conditions:
        raise ContentError("conditions must name at least one condition, and there is none.")
    for where, things in (
        ("home, equipment", case.home.equipment),
        ("clinic_equipment", case.clinic_equipment or ()),
        ("therapist, devices", case.therapist.devices),
    ):
        _refuse_unknown(where, things, known=equipment())
    for exercise_id in (*case.therapist.allowed_early, *case.therapist.without):
        find_exercise(exercise_id)
    questions = {each.id for graph in falls_graphs().values() for each in graph.questions}
    _refuse_unknown("falls_answers", tuple(case.falls_answers), known=sorted(questions))
    _refuse_future(case)
    _refuse_repeated("conditions", [(each.condition, each.side) for each in case.conditions])
    _refuse_repeated("results", [(each.instrument, each) for each in case.results])


def _refuse_repeated(where: str, things: Sequence[tuple[str, Any]]) -> None:
    """Refuse the very same twice: a test written down twice would count as two."""
    for number, thing in enumerate(things):
        if thing in things[:number]:
            raise ContentError(
                f"{where}, {thing[0]}: the very same stands twice, as number "
                f"{things.index(thing) + 1} and {number + 1}. Remove one."
            )


def _refuse_unknown(where: str, words: Sequence[str], *, known: Any) -> None:
    for word in words:
        if word not in known:
            raise ContentError(
                f"{where} must be of {', '.join(known)}, and one is {word!r}. Correct it."
            )


def _refuse_future(case: Case) -> None:
    dated: list[tuple[str, date | None]] = [
        *((f"conditions, {each.condition}, since", each.since) for each in case.conditions),
        *((f"results, {each.instrument}, tested_on", each.tested_on) for each in case.results),
    ]
    dated += [(f"recordings, {each.path}, tested_on", each.tested_on) for each in case.recordings]
    if case.vitals is not None:
        dated.append(("vitals, taken_on", case.vitals.taken_on))
    for where, day in dated:
        if day is not None and day > case.day:
            raise ContentError(
                f"{where} must not be after the day of the case ({case.day}), and is {day}. "
                "Correct one of them."
            )


def patient_of(case: Case) -> Patient:
    """Make the person that rules look at from a case.

    Raises
    ------
    ContentError
        An unknown condition or precaution, an answer that stands twice, or a bound where none is.
    """
    bare = Patient(
        person=case.person,
        diagnoses=tuple(
            Diagnosis(condition=find_condition(each.condition).id, side=each.side, since=each.since)
            for each in case.conditions
        ),
    )
    return replace(
        bare,
        precaution_answers=_with_beat_test(tuple(_answers(case.safety_screen, bare)), case),
        weight_bearing_orders=tuple(
            WeightBearingOrder(
                side=each.side,
                grade=each.grade,
                at_most_percent=each.at_most_percent,
                at_least_percent=each.at_least_percent,
                ordered_on=each.ordered_on,
            )
            for each in case.weight_bearing
        ),
        assistance=case.assistance,
        aid=case.aid,
        home=HomeSituation(supervision=case.home.supervision, equipment=case.home.equipment),
        clinic_equipment=case.clinic_equipment,
        settings=case.settings,
        beta_blocker=case.beta_blocker,
        resting_heart_rate_bpm=case.resting_heart_rate_bpm,
        wishes=tuple(each.words for each in case.goals),
    )


def _with_beat_test(
    answers: tuple[PrecautionAnswer, ...], case: Case
) -> tuple[PrecautionAnswer, ...]:
    """Let a response test that a beat failed count above whatever was answered."""
    if case.therapist.beat_helps is not False:
        return answers
    worse = PrecautionAnswer(
        code=_BEAT,
        presence=Presence.PRESENT,
        answered_on=case.day,
        note="the response test with a metronome",
    )
    return (*(each for each in answers if each.code != _BEAT), worse)


def _answers(screen: SafetyScreen | None, bare: Patient) -> Iterator[PrecautionAnswer]:
    if screen is None:
        return
    present = [
        CasePrecaution(code=each) if isinstance(each, str) else each for each in screen.present
    ]
    named = [each.code for each in present]
    absent = _absent(screen, bare, named=named)
    _refuse_unknown("safety_screen", [*named, *absent, *screen.not_answered], known=precautions())
    _refuse_twice([*named, *absent, *screen.not_answered])
    for each in present:
        _refuse_bound(each)
        yield PrecautionAnswer(
            code=each.code,
            presence=Presence.PRESENT,
            answered_on=screen.completed_on,
            bound=each.bound,
            note=each.note,
        )
    for code in absent:
        yield PrecautionAnswer(code=code, presence=Presence.ABSENT, answered_on=screen.completed_on)


def _absent(screen: SafetyScreen, bare: Patient, *, named: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(screen.absent, Absent):
        return screen.absent
    open_codes = {*named, *screen.not_answered}
    return tuple(row.id for row in bare.asked() if row.id not in open_codes)


def _refuse_twice(codes: Sequence[str]) -> None:
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise ContentError(
            f"safety_screen: {twice!r} stands twice, as present, absent or not answered. Say one."
        )


def _refuse_bound(each: CasePrecaution) -> None:
    row = precautions()[each.code]
    if each.bound is not None and row.kind is not PrecautionKind.BOUND:
        raise ContentError(
            f"safety_screen, {each.code}: it has no bound, and there is {each.bound:g}. Remove it."
        )
    if each.bound is not None and not 0.0 <= each.bound <= 180.0:
        raise ContentError(
            f"safety_screen, {each.code}: the bound must lie between 0 and 180 {row.unit}, and is "
            f"{each.bound:g}. Correct it."
        )


def results_in(case: Case, *, pack: LicencePack | None = None) -> tuple[Result, ...]:
    """Score what was typed in, in the order of the file.

    Raises
    ------
    ContentError
        A result that is not as its instrument needs it.
    """
    return tuple(
        _scored(replace(each, circumstances=_filled(each.circumstances, case.circumstances)), pack)
        for each in case.results
    )


def _filled(own: Circumstances, usual: Circumstances) -> Circumstances:
    """Take the case's usual conditions where a test does not name its own."""
    names = [field.name for field in fields(Circumstances)]
    told = {name: getattr(own, name) for name in names if getattr(own, name) is not None}
    return replace(usual, **told)


def _scored(entry: Entry, pack: LicencePack | None) -> Result:
    try:
        own = pack if pack is not None and pack.instrument == entry.instrument else None
        return score(entry, find_instrument(entry.instrument), pack=own)
    except ContentError as error:
        raise ContentError(f"results, {entry.instrument} of {entry.tested_on}: {error}") from error


def recorded_in(case: Case, *, folder: Path) -> tuple[tuple[Result, ...], tuple[Measure, ...]]:
    """Analyse the recordings of a case.

    Returns
    -------
    tuple
        The results of the tests that they hold, and all their measures.

    Raises
    ------
    ContentError
        A recording that cannot be read or analysed; the message names it.
    """
    results: list[Result] = []
    measures: list[Measure] = []
    for each in case.recordings:
        try:
            found, measured = _analysed(case, each, folder=folder)
        except RestrideError as error:
            raise ContentError(f"recordings, {each.path}: {error}") from error
        results += found
        measures += measured
    return tuple(results), tuple(measures)


def _analysed(
    case: Case, each: CaseRecording, *, folder: Path
) -> tuple[tuple[Result, ...], tuple[Measure, ...]]:
    from restride.analysis.analyze import analyze
    from restride.analysis.opening import read
    from restride.clinical.from_recording import results_of
    from restride.recording.readers import ReadOptions

    options = ReadOptions(sampling_rate_hz=each.rate_hz, person=case.person)
    recording = read(folder / each.path, options=options)
    analysis = analyze(recording, task=each.task)
    usual = _filled(each.circumstances or Circumstances(), case.circumstances)
    results = results_of(analysis, circumstances=usual, tested_on=each.tested_on, pace=each.pace)
    return results, tuple(analysis.measures)
