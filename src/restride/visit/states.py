"""The states of everything that a clinic keeps, one enumeration each.

A state is one word of the record; ``moves.py`` says which may follow which.
"""

from enum import StrEnum


class PatientState(StrEnum):
    """Whether a person's record is in use."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    #: Another record of the same person goes on.
    MERGED = "merged"
    ERASED = "erased"


class EpisodeState(StrEnum):
    """Where a course of care stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    DISCHARGED = "discharged"
    CANCELLED = "cancelled"


class AppointmentState(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    IN_SESSION = "in_session"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class VisitKind(StrEnum):
    """What a visit is for."""

    INITIAL = "initial"
    TREATMENT = "treatment"
    REASSESSMENT = "reassessment"
    DISCHARGE = "discharge"
    REMOTE = "remote"


class DocumentState(StrEnum):
    """Whether a note or report is signed."""

    DRAFT = "draft"
    SIGNED = "signed"
    AMENDED = "amended"
    SENT = "sent"


class AssessmentState(StrEnum):
    """Where a battery of tests stands."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SIGNED = "signed"
    AMENDED = "amended"
    ABANDONED = "abandoned"


class TestState(StrEnum):
    """What became of one test; the four ways of having no value are not the same."""

    PLANNED = "planned"
    RUNNING = "running"
    VALID = "valid"
    #: Usable, with the caution that is written beside it.
    CAUTION = "caution"
    #: Tried and could not: a score, not a gap.
    UNABLE = "unable"
    UNSAFE = "unsafe"
    DECLINED = "declined"
    #: Not done.
    SKIPPED = "skipped"
    DISCARDED = "discarded"


class TrialState(StrEnum):
    """What became of one trial of a test."""

    RECORDING = "recording"
    CAPTURED = "captured"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LOST = "lost"


class RecordingState(StrEnum):
    """What became of a recording."""

    #: Frames or bytes still come.
    RECEIVING = "receiving"
    #: Whole, stored and hashed.
    CAPTURED = "captured"
    #: Not a recording, or one that cannot be used; nothing of it is kept.
    REJECTED = "rejected"
    #: It stopped before anything could be kept, or was erased with its person.
    LOST = "lost"


class RunState(StrEnum):
    """Where an analysis or another job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    OK = "ok"
    FAILED = "failed"
    #: A newer analysis of the same recording holds; this one is kept.
    SUPERSEDED = "superseded"


class ObservationState(StrEnum):
    """How far a value may be relied on."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    #: Another value stands in its place; this one is kept.
    CORRECTED = "corrected"


class FindingState(StrEnum):
    """What the therapist made of a proposed finding."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    RESOLVED = "resolved"


class PlanState(StrEnum):
    """Where a version of a plan stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    STOPPED = "stopped"
    #: A later version holds.
    SUPERSEDED = "superseded"


class TrainingState(StrEnum):
    """Where a training session stands."""

    STARTED = "started"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class AlertState(StrEnum):
    """What was done about an alert."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


class FallState(StrEnum):
    """Whether a reported fall has been looked at."""

    NEW = "new"
    REVIEWED = "reviewed"


class DeviceState(StrEnum):
    """Whether a device can be used."""

    OK = "ok"
    LOW_BATTERY = "low_battery"
    FAULT = "fault"
    RETIRED = "retired"


class ContentState(StrEnum):
    """How far a clinic's own content has been reviewed."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    RETIRED = "retired"


class EducationState(StrEnum):
    """How far an assigned reading has come."""

    ASSIGNED = "assigned"
    OPENED = "opened"
    READ = "read"
    CONFIRMED = "confirmed"


class UploadState(StrEnum):
    """Where an upload stands."""

    OPEN = "open"
    COMPLETE = "complete"
    REFUSED = "refused"
    ABANDONED = "abandoned"


class AttendanceState(StrEnum):
    """Whether a person was in a class."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
