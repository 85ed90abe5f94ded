"""What walking adds to the JSON of an analysis."""

from dataclasses import asdict

from restride.analysis.analysis import BoutAnalysis, WalkAnalysis
from restride.analysis.to_json import fields_of, measure_to_json
from restride.recording.events import Contact, Step, Stride, Turn


def walk_found(analysis: WalkAnalysis) -> dict[str, object]:
    """Write all bouts and turns."""
    return {
        "walking_bouts": [_bout(each) for each in analysis.bouts],
        "turns": [turn_to_json(turn) for turn in analysis.turns],
    }


def walk_settings(analysis: WalkAnalysis) -> dict[str, object]:
    """Write what the numbers of walking rest on."""
    settings, origins = analysis.settings, analysis.origins
    return {
        "strides_from": origins.strides,
        "turns_from": origins.turns,
        "trunk_from": origins.trunk,
        "stride_length_calibration": analysis.calibration and asdict(analysis.calibration),
        "known_distance_m": settings.known_distance_m,
        "block_s": settings.block_s,
        "longest_bout_s": settings.longest_bout_s,
    }


def _bout(each: BoutAnalysis) -> dict[str, object]:
    bout = each.bout
    return {
        "start_s": bout.start_s,
        "end_s": bout.end_s,
        "duration_s": bout.duration_s,
        "end_reason": bout.end_reason,
        "initial_contacts": [contact_to_json(contact) for contact in bout.initial_contacts],
        "final_contacts": [contact_to_json(contact) for contact in bout.final_contacts],
        "strides": [_stride(stride) for stride in bout.strides],
        "steps": [_step(step) for step in bout.steps],
        "measures": [measure_to_json(measure) for measure in each.measures],
    }


def contact_to_json(contact: Contact) -> dict[str, object]:
    """Write a contact."""
    return {
        "time_s": contact.time_s,
        "side": contact.side,
        "source": contact.source,
        "confidence": contact.confidence,
    }


def _stride(stride: Stride) -> dict[str, object]:
    return {
        **fields_of(stride),
        "duration_s": stride.duration_s,
        "stance_s": stride.stance_s,
        "swing_s": stride.swing_s,
        "speed_mps": stride.speed_mps,
    }


def _step(step: Step) -> dict[str, object]:
    return {**fields_of(step), "duration_s": step.duration_s}


def turn_to_json(turn: Turn) -> dict[str, object]:
    """Write a turn with what follows from it."""
    return {**fields_of(turn), "duration_s": turn.duration_s, "direction": turn.direction}
