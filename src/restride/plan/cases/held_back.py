"""A plan and programmes while the safety gate is closed: nothing is trained, and that is said.

See docs/decisions/0151-a-closed-gate.md.
"""

from dataclasses import replace

from restride.clinical.safety.gate import Gate
from restride.plan.plan import LeftOut, Plan
from restride.plan.programmes.last_result import NotProposed
from restride.plan.programmes.programmes import Programmes

_DO = "Settle it, then propose anew."


def held_back(plan: Plan, gate: Gate) -> Plan:
    """Take every row out of a plan while the gate is closed, and say what closed it."""
    if not gate.is_closed:
        return plan
    why = "; ".join(f"{line.words}: {line.action}" for line in gate.stops)
    rows = (*plan.prescriptions, *plan.activities)
    kept_out = {each.exercise for each in plan.left_out}
    out = tuple(
        LeftOut(exercise=row.exercise, why=why, rule="gate_closed")
        for row in rows
        if row.exercise not in kept_out
    )
    return replace(
        plan,
        prescriptions=(),
        activities=(),
        left_out=tuple(sorted((*out, *plan.left_out), key=lambda each: (each.rule, each.exercise))),
        weekly=(),
        missing=(f"nothing is trained on {gate.day.isoformat()}: {why}", *plan.missing),
    )


def closed_programmes(programmes: Programmes, gate: Gate) -> Programmes:
    """Propose no walking programme while the gate is closed; walking aids stay as they are."""
    if not gate.is_closed:
        return programmes
    why = f"The safety gate is closed: {'; '.join(line.words for line in gate.stops)}."
    treadmill, support, beat, stripes = (
        NotProposed(what=what, why=why, do=_DO)
        for what in ("treadmill", "body-weight support", "metronome", "stripes")
    )
    return replace(programmes, treadmill=treadmill, support=support, beat=beat, stripes=stripes)
