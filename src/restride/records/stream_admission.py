"""Whether a device may send a recording: asked when it connects, and again and again meanwhile.

It runs without the rest of the record: a server that was started anew takes frames within a second.
"""

from dataclasses import dataclass
from uuid import UUID

from restride.records import clock
from restride.records.actions.tokens import held_device_token
from restride.records.actors import system_actor
from restride.records.ended_streams import close_stream
from restride.records.models import DeviceToken, Recording
from restride.records.refusals import Conflict, NotAllowed, NotThere
from restride.records.scopes import the_row
from restride.records.trail import TrailLine, write_line
from restride.visit.states import DeviceState, RecordingState


class StreamEnded(Conflict):
    """Nothing more is taken into the recording."""

    code = "ended"

    def __init__(self, *, frames_count: int | None) -> None:
        self.frames_count = frames_count
        super().__init__(
            "A recording takes frames until it ends, and this one has ended. What was "
            "acknowledged is kept; open another stream to record more."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A device that may send one recording; its secret is not kept."""

    token_id: UUID
    device_id: UUID
    clinic_id: UUID
    recording_id: UUID


def admit(secret: str, recording_id: UUID) -> Admission:
    """Let a device send frames of a recording.

    Raises
    ------
    NotAllowed
        The token is unknown, over or revoked, or its device is retired.
    NotThere
        No such recording was opened for this device.
    StreamEnded
        It takes no more frames.
    """
    token = held_device_token(secret)
    admission = Admission(
        token_id=token.pk,
        device_id=token.device_id,
        clinic_id=token.clinic_id,
        recording_id=recording_id,
    )
    recording = _the_stream(admission)
    write_line(
        TrailLine(
            clinic_id=token.clinic_id,
            user_id=token.pk,
            roles="device",
            action="recording.stream",
            outcome="done",
            entity="recording",
            entity_id=recording.pk,
            patient_id=recording.patient_id,
        )
    )
    return admission


def refuse_if_over(admission: Admission) -> None:
    """Refuse what was admitted once and no longer is; raises as `admit` does."""
    held = DeviceToken.objects.filter(
        pk=admission.token_id, revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    if not held.exclude(device__state=DeviceState.RETIRED).exists():
        raise NotAllowed(
            "This device token no longer opens anything. Ask the clinic for a new one."
        )
    _the_stream(admission)


def finish(admission: Admission, *, frames_count: int) -> None:
    """Say that the device has sent everything."""
    recording = the_row(system_actor(admission.clinic_id), Recording, admission.recording_id)
    close_stream(recording, frames_count=frames_count)


def _the_stream(admission: Admission) -> Recording:
    recording = the_row(system_actor(admission.clinic_id), Recording, admission.recording_id)
    if recording.device_id != admission.device_id:
        raise NotThere("recording")
    if recording.state != RecordingState.RECEIVING or recording.ended_at is not None:
        raise StreamEnded(frames_count=recording.content.get("stream", {}).get("frames_count"))
    return recording
