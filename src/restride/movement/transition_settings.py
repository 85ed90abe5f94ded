"""What counts as rising or sitting down, and where it begins and ends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionSettings:
    """The numbers by which rises are told.

    Each is argued in docs/decisions/0090-rising-from-the-back.md
    """

    #: The lowest back gains at least this from the seat of a chair.
    least_height_m: float = 0.15
    #: Without a gyroscope a part of it is taken for drift.
    least_seen_height_m: float = 0.1
    #: And is at its fastest faster than this.
    least_peak_velocity_mps: float = 0.07
    #: Less than this part of the usual height of a recording is no chair.
    least_height_share: float = 0.4
    #: Without a gyroscope, slower than this part of the usual speed is drift swinging back.
    least_velocity_share: float = 0.4
    #: Without a gyroscope height is told in two ways, and one may be so many times the other.
    most_disagreement_ratio: float = 2.5
    #: Two stretches of upward speed with no more than this part of their height lost between them
    #: are one rise with a hesitation.
    hesitation_share: float = 0.15
    #: A hesitation lasts no longer.
    longest_hesitation_s: float = 1.5
    #: The trunk begins to lean forward at most so long before it rises.
    longest_lean_s: float = 3.0
    #: Leaning out of the chair begins within this part of the way, or within this of rest.
    rest_edge_share: float = 0.05
    rest_edge_deg: float = 1.5
    #: It began before that edge: half as long as from there to this part of the way, but at most
    #: so much.
    second_edge_share: float = 0.15
    longest_before_edge_s: float = 0.12
    #: Bending hardly bends below this part of its fastest, or below this.
    quick_share: float = 0.06
    least_quick_dps: float = 3.0
    #: Up to this part of the way may be shifting on the seat; more is a pause in leaning.
    pause_share: float = 0.2
    #: Straightening up ends within this part of the way, or within this of standing.
    upright_edge_share: float = 0.03
    upright_edge_deg: float = 1.0
    #: Rising begins and ends where the speed stands at this part of its peak.
    edge_velocity_share: float = 0.06
    #: Straightening that goes on for longer after that belongs to something else.
    longest_straightening_s: float = 0.5
    #: Slow people straighten for longer: for this part of the time they rise.
    longest_straightening_share: float = 0.35
