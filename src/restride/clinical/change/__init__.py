"""Whether a change is real: what it must exceed, and the one verdict."""

from restride.clinical.change.detectable import DetectableChange, detectable_change
from restride.clinical.change.important import ImportantChange, important_change
from restride.clinical.change.judging import judge_change
from restride.clinical.change.reliability import ClinicSem, clinic_sem_of
from restride.clinical.change.verdict import Change, Verdict

__all__ = [
    "Change",
    "ClinicSem",
    "DetectableChange",
    "ImportantChange",
    "Verdict",
    "clinic_sem_of",
    "detectable_change",
    "important_change",
    "judge_change",
]
