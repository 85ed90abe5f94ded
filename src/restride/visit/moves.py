"""Which state may follow which; what is not written here is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from restride.errors import RestrideError
from restride.visit.states import (
    AlertState,
    AppointmentState,
    AssessmentState,
    AttendanceState,
    ContentState,
    DeviceState,
    DocumentState,
    EducationState,
    EpisodeState,
    FallState,
    FindingState,
    PatientState,
    PlanState,
    RecordingState,
    RunState,
    TestState,
    TrainingState,
    TrialState,
    UploadState,
)

_State = TypeVar("_State", bound=StrEnum)


class ImpossibleMove(RestrideError):
    """A state was asked for that cannot follow the present one."""

    def __init__(self, *, thing: str, before: str, after: str, allowed: tuple[str, ...]) -> None:
        self.thing = thing
        self.before = before
        self.after = after
        self.allowed = allowed
        ways = f"It can become {', '.join(allowed)}." if allowed else "Its state no longer changes."
        super().__init__(f"The {thing} is {before} and cannot become {after}. {ways}")


_E, _A, _D, _S = EpisodeState, AppointmentState, DocumentState, AssessmentState
_T, _F, _P, _R = TestState, FindingState, PlanState, TrainingState
_DONE: Final = (_T.VALID, _T.CAUTION, _T.UNABLE, _T.UNSAFE, _T.DECLINED, _T.SKIPPED)

#: By kind of state: from a state, those that may follow it.
MOVES: Final[Mapping[type[StrEnum], Mapping[StrEnum, tuple[StrEnum, ...]]]] = {
    PatientState: {
        PatientState.ACTIVE: (PatientState.INACTIVE, PatientState.MERGED, PatientState.ERASED),
        PatientState.INACTIVE: (PatientState.ACTIVE, PatientState.MERGED, PatientState.ERASED),
        PatientState.MERGED: (PatientState.ERASED,),
    },
    _E: {
        _E.PLANNED: (_E.ACTIVE, _E.CANCELLED),
        _E.ACTIVE: (_E.ON_HOLD, _E.DISCHARGED, _E.CANCELLED),
        _E.ON_HOLD: (_E.ACTIVE, _E.DISCHARGED),
        # A person who comes back finds their history: the episode is reopened.
        _E.DISCHARGED: (_E.ACTIVE,),
    },
    _A: {
        _A.BOOKED: (_A.ARRIVED, _A.IN_SESSION, _A.NO_SHOW, _A.CANCELLED),
        _A.ARRIVED: (_A.IN_SESSION, _A.CANCELLED, _A.BOOKED),
        _A.IN_SESSION: (_A.DONE, _A.CANCELLED),
        _A.NO_SHOW: (_A.ARRIVED,),
    },
    _D: {
        _D.DRAFT: (_D.SIGNED,),
        _D.SIGNED: (_D.AMENDED, _D.SENT),
        _D.AMENDED: (_D.AMENDED, _D.SENT),
        _D.SENT: (_D.AMENDED,),
    },
    _S: {
        _S.DRAFT: (_S.IN_PROGRESS, _S.ABANDONED),
        _S.IN_PROGRESS: (_S.COMPLETED, _S.ABANDONED),
        _S.COMPLETED: (_S.IN_PROGRESS, _S.SIGNED),
        _S.SIGNED: (_S.AMENDED,),
        _S.AMENDED: (_S.AMENDED,),
    },
    _T: {
        _T.PLANNED: (_T.RUNNING, *_DONE, _T.DISCARDED),
        _T.RUNNING: (*_DONE, _T.DISCARDED),
        **dict.fromkeys(_DONE, (_T.DISCARDED,)),
    },
    TrialState: {
        TrialState.RECORDING: (TrialState.CAPTURED, TrialState.REJECTED, TrialState.LOST),
        TrialState.CAPTURED: (TrialState.ACCEPTED, TrialState.REJECTED),
        TrialState.ACCEPTED: (TrialState.REJECTED,),
        TrialState.REJECTED: (TrialState.ACCEPTED,),
    },
    RecordingState: {
        RecordingState.RECEIVING: (
            RecordingState.CAPTURED,
            RecordingState.REJECTED,
            RecordingState.LOST,
        ),
        # Erased with the person.
        RecordingState.CAPTURED: (RecordingState.LOST,),
    },
    RunState: {
        RunState.QUEUED: (RunState.RUNNING, RunState.FAILED),
        RunState.RUNNING: (RunState.OK, RunState.FAILED, RunState.QUEUED),
        RunState.OK: (RunState.SUPERSEDED,),
        RunState.FAILED: (RunState.QUEUED,),
    },
    _F: {
        _F.SUGGESTED: (_F.ACCEPTED, _F.EDITED, _F.REJECTED),
        _F.ACCEPTED: (_F.EDITED, _F.REJECTED, _F.RESOLVED),
        _F.EDITED: (_F.ACCEPTED, _F.EDITED, _F.REJECTED, _F.RESOLVED),
        _F.REJECTED: (_F.ACCEPTED, _F.EDITED),
        _F.RESOLVED: (_F.ACCEPTED,),
    },
    _P: {
        _P.DRAFT: (_P.ACTIVE, _P.STOPPED),
        _P.ACTIVE: (_P.ON_HOLD, _P.COMPLETED, _P.STOPPED, _P.SUPERSEDED),
        _P.ON_HOLD: (_P.ACTIVE, _P.COMPLETED, _P.STOPPED, _P.SUPERSEDED),
        # The later version was withdrawn before its day.
        _P.SUPERSEDED: (_P.ACTIVE,),
    },
    _R: {
        _R.STARTED: (_R.PAUSED, _R.COMPLETED, _R.ABANDONED),
        _R.PAUSED: (_R.STARTED, _R.COMPLETED, _R.ABANDONED),
    },
    AlertState: {
        AlertState.OPEN: (AlertState.ACKNOWLEDGED, AlertState.RESOLVED, AlertState.DISMISSED),
        AlertState.ACKNOWLEDGED: (AlertState.RESOLVED, AlertState.DISMISSED),
        AlertState.DISMISSED: (AlertState.OPEN,),
    },
    FallState: {FallState.NEW: (FallState.REVIEWED,)},
    DeviceState: {
        DeviceState.OK: (DeviceState.LOW_BATTERY, DeviceState.FAULT, DeviceState.RETIRED),
        DeviceState.LOW_BATTERY: (DeviceState.OK, DeviceState.FAULT, DeviceState.RETIRED),
        DeviceState.FAULT: (DeviceState.OK, DeviceState.RETIRED),
    },
    ContentState: {
        ContentState.DRAFT: (ContentState.REVIEWED, ContentState.RETIRED),
        ContentState.REVIEWED: (
            ContentState.PUBLISHED,
            ContentState.DRAFT,
            ContentState.RETIRED,
        ),
        ContentState.PUBLISHED: (ContentState.RETIRED,),
    },
    EducationState: {
        EducationState.ASSIGNED: (
            EducationState.OPENED,
            EducationState.READ,
            EducationState.CONFIRMED,
        ),
        EducationState.OPENED: (EducationState.READ, EducationState.CONFIRMED),
        EducationState.READ: (EducationState.CONFIRMED,),
    },
    UploadState: {
        UploadState.OPEN: (UploadState.COMPLETE, UploadState.REFUSED, UploadState.ABANDONED),
    },
    AttendanceState: {
        AttendanceState.EXPECTED: (
            AttendanceState.PRESENT,
            AttendanceState.ABSENT,
            AttendanceState.EXCUSED,
        ),
        AttendanceState.PRESENT: (AttendanceState.ABSENT,),
        AttendanceState.ABSENT: (AttendanceState.PRESENT, AttendanceState.EXCUSED),
        AttendanceState.EXCUSED: (AttendanceState.PRESENT,),
    },
}


def moved(before: _State | str, after: _State, *, thing: str) -> _State:
    """Give the state that follows, where it may.

    Parameters
    ----------
    before
        The state itself, or the word of it that a database keeps.
    thing
        What is moved, for the message: "episode".

    Raises
    ------
    ImpossibleMove
        It cannot follow.
    """
    present = type(after)(before)
    allowed = MOVES[type(after)].get(present, ())
    if after not in allowed:
        raise ImpossibleMove(
            thing=thing,
            before=str(present),
            after=str(after),
            allowed=tuple(str(each) for each in allowed),
        )
    return after
