"""Alerts of a session: a stop rule that was reached, or a fall."""

from collections.abc import Iterable
from typing import Final

from restride.plan.library import StopDegree
from restride.plan.stop_hits import StopHit
from restride.records.actions.alerts import due_after, raise_alert
from restride.records.models import TrainingSession
from restride.visit.severity import Severity
from restride.visit.training import Session
from restride.visit.training_signs import has_fallen

#: By how much ends: how grave an alert is. What ends a set or slows down is told with the session,
#: and to nobody else. House choice: docs/decisions/0170-sessions-and-progress.md
_SEVERITIES: Final = {
    StopDegree.CALL: Severity.URGENT,
    StopDegree.END_SESSION: Severity.SOON,
    StopDegree.END_EXERCISE: Severity.SOON,
}
#: Within so many working days somebody looks at it. House choice: the same.
_DUE_WORKING_DAYS: Final = {Severity.URGENT: 0, Severity.SOON: 1}


def raise_stop_alerts(row: TrainingSession, session: Session, *, hits: Iterable[StopHit]) -> None:
    """Raise an alert for each rule that ends an exercise or more, and one for a fall."""
    if has_fallen(session):
        _raise(row, "session_fall", severity=Severity.URGENT)
    for hit in hits:
        if hit.rule.degree in _SEVERITIES:
            _raise(row, f"stop_{hit.rule.id}", severity=_SEVERITIES[hit.rule.degree])


def _raise(row: TrainingSession, rule: str, *, severity: Severity) -> None:
    days_count = _DUE_WORKING_DAYS[severity]
    raise_alert(
        patient_id=row.patient_id,
        clinic_id=row.clinic_id,
        rule=rule,
        severity=severity,
        source_kind="session",
        source_id=row.pk,
        due_at=due_after(row.clinic_id, working_days_count=days_count),
    )
