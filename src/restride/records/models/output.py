"""What leaves the clinic: reports, their amendments, links that expire."""

from django.db import models

from restride.records.fields import SealedJSON, SealedText
from restride.records.models.base import DIGEST_CHARS, TEXT_CHARS, PatientRecord, word
from restride.visit.states import DocumentState


class Report(PatientRecord):
    """A report: drafted from data, edited, signed, and then only amended."""

    episode = models.ForeignKey("records.Episode", on_delete=models.PROTECT, related_name="+")
    #: assessment, progress, discharge, handout ...
    kind = word()
    state = word(DocumentState, default=DocumentState.DRAFT)
    #: The data it was drafted from, and the text as it was edited.
    snapshot = SealedJSON()
    text = SealedText(max_chars=TEXT_CHARS, null=True)
    digest = models.CharField(max_length=DIGEST_CHARS, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        "records.User", on_delete=models.PROTECT, null=True, related_name="+"
    )


class Amendment(PatientRecord):
    """A change of something signed: what stood there before, and why it was changed."""

    visit = models.ForeignKey(
        "records.Visit", on_delete=models.PROTECT, null=True, related_name="amendments"
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, related_name="amendments"
    )
    number = models.PositiveIntegerField()
    reason = SealedText(max_chars=TEXT_CHARS)
    before = SealedJSON()
    before_digest = models.CharField(max_length=DIGEST_CHARS)
    after_digest = models.CharField(max_length=DIGEST_CHARS)


class ShareLink(PatientRecord):
    """A link to one signed report, for a while and so many openings."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=DIGEST_CHARS, unique=True)
    expires_at = models.DateTimeField()
    most_uses_count = models.PositiveSmallIntegerField()
    uses_count = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
