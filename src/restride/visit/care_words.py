"""Words of the course of care: why it ended, and what the minutes of a visit were spent on."""

from enum import StrEnum


class DischargeReason(StrEnum):
    """Why an episode ended."""

    GOALS_MET = "goals_met"
    #: No further change is expected from treatment.
    PLATEAU = "plateau"
    PATIENT_CHOICE = "patient_choice"
    DID_NOT_RETURN = "did_not_return"
    MEDICAL_CHANGE = "medical_change"
    REFERRED_ON = "referred_on"
    MOVED_AWAY = "moved_away"
    COVERAGE_ENDED = "coverage_ended"
    DIED = "died"
    OTHER = "other"


class Intervention(StrEnum):
    """What minutes of a visit were spent on; the code for the account stands beside it."""

    EVALUATION = "evaluation"
    RE_EVALUATION = "re_evaluation"
    THERAPEUTIC_EXERCISE = "therapeutic_exercise"
    NEUROMUSCULAR_TRAINING = "neuromuscular_training"
    GAIT_TRAINING = "gait_training"
    FUNCTIONAL_ACTIVITIES = "functional_activities"
    MANUAL_THERAPY = "manual_therapy"
    MANOEUVRES = "manoeuvres"
    SELF_CARE_TRAINING = "self_care_training"
    AID_TRAINING = "aid_training"
    MODALITY = "modality"
    GROUP = "group"
    PHYSICAL_TEST = "physical_test"
    EDUCATION = "education"
    OTHER = "other"


class EpisodeStep(StrEnum):
    """What became of an episode on a day."""

    OPENED = "opened"
    STARTED = "started"
    HELD = "held"
    RESUMED = "resumed"
    DISCHARGED = "discharged"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
