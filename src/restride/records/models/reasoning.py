"""What was made of the measures: findings, goals, plans, phases."""

from django.db import models

from restride.records.fields import SealedJSON, SealedText
from restride.records.models.base import LINE_CHARS, NAME_CHARS, TEXT_CHARS, PatientRecord, word
from restride.visit.states import FindingState, PlanState


class FindingRecord(PatientRecord):
    """A proposed sentence with its evidence, and what the therapist made of it."""

    episode = models.ForeignKey("records.Episode", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        "records.Assessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    rule = models.CharField(max_length=NAME_CHARS)
    content_version = models.CharField(max_length=NAME_CHARS)
    side = word(blank=True)
    weight = word()
    #: As it was proposed, with everything it rests on.
    proposed = SealedJSON()
    #: As the therapist worded it.
    sentence = SealedText(max_chars=TEXT_CHARS, null=True)
    state = word(FindingState, default=FindingState.SUGGESTED)
    decided_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = SealedText(max_chars=TEXT_CHARS, null=True)
    #: When it no longer followed, or another came to stand in its place.
    withdrawn_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="supersedes"
    )


class GoalRecord(PatientRecord):
    """What the person wants to do again. What became of it stands in its events."""

    episode = models.ForeignKey("records.Episode", on_delete=models.PROTECT, related_name="+")
    goal_id = models.CharField(max_length=NAME_CHARS)
    #: As it was agreed: words, measure, baseline, target, day.
    goal = SealedJSON()


class GoalEventRecord(PatientRecord):
    """Something that happened to a goal; never changed."""

    goal = models.ForeignKey(GoalRecord, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    event = SealedJSON()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["goal", "number"], name="goal_event_once_a_number"),
        )


class PlanRecord(PatientRecord):
    """One version of a plan."""

    episode = models.ForeignKey("records.Episode", on_delete=models.PROTECT, related_name="plans")
    #: 1, 2, 3 in the order of publishing; a draft has the number that it would get.
    number = models.PositiveIntegerField()
    state = word(PlanState, default=PlanState.DRAFT)
    effective_from = models.DateField(null=True)
    #: The last day, once a later version holds or the plan has ended.
    effective_to = models.DateField(null=True)
    #: The whole plan with its reasons and content versions.
    plan = SealedJSON()
    #: What the therapist decided on it: exercises allowed early or not wanted, and why.
    decisions = SealedJSON(default=dict)
    #: Of home sessions, where the therapist set another than the plan's own.
    schedule = models.JSONField(null=True)
    why = SealedText(max_chars=TEXT_CHARS, null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["episode", "number"],
                condition=models.Q(published_at__isnull=False),
                name="plan_once_a_number",
            ),
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(state="draft"),
                name="one_draft_an_episode",
            ),
        )


class PhaseRecord(PatientRecord):
    """A phase that was entered, or a criterion that was checked or reported; never changed."""

    episode = models.ForeignKey("records.Episode", on_delete=models.PROTECT, related_name="phases")
    condition = models.CharField(max_length=NAME_CHARS)
    phase = models.CharField(max_length=NAME_CHARS)
    #: entered, reported or checked.
    kind = word()
    criterion = models.CharField(max_length=NAME_CHARS, blank=True)
    is_met = models.BooleanField(null=True)
    happened_on = models.DateField()
    note = SealedText(max_chars=LINE_CHARS, null=True)
