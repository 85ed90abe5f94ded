"""How rises, repetitions, angles and alignment are looked for: every number with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSettings:
    """When a landmark counts as seen, and what is done where it is not."""

    #: An estimator that is less sure than this is guessing. House choice: docs/decisions/0074.
    least_visibility_share: float = 0.5
    #: Shorter gaps are bridged by a straight line; longer ones break the signal. House choice:
    #: docs/decisions/0074.
    longest_gap_s: float = 0.5
    #: And no gap is bridged that is longer than this, however slow the person moves. House choice:
    #: docs/decisions/0074.
    longest_bridge_s: float = 1.0
    #: All signals are brought to this even rate. House choice: no movement that is counted here
    #: has parts above 10 Hz.
    even_rate_hz: float = 50.0
    #: Standard deviation of the bell that smooths: keeps what is slower than 3 Hz. House choice:
    #: docs/decisions/0074.
    bell_s: float = 0.045


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionSettings:
    """When a movement out and back counts. Shares are of the person's own range."""

    seen: SeenSettings = SeenSettings()
    #: A repetition must get this far. House choice: docs/decisions/0075.
    far_share: float = 0.80
    #: It begins and ends under this. House choice: docs/decisions/0075.
    near_share: float = 0.25
    #: One that gets only this far is no repetition, and is told. House choice: docs/decisions/0075.
    tried_share: float = 0.30
    #: It begins and ends where it is slower than this part of its fastest. House choice:
    #: docs/decisions/0075.
    moving_share: float = 0.10
    #: The bell under which speeds are told for that. House choice: docs/decisions/0075.
    edge_bell_s: float = 0.06
    #: Leaving rest, and reaching it, takes at most this. House choice.
    longest_edge_s: float = 2.5
    #: Smaller parts of the usual movement are not regular: of an angle. House choice:
    #: docs/decisions/0075.
    regular_angle_share: float = 0.60
    #: The same of the height of hips, which falls with the square of the bend. House choice:
    #: docs/decisions/0075.
    regular_hips_share: float = 0.40
    #: Within this part of an angle from the turning point the movement is held. House choice:
    #: docs/decisions/0075.
    hold_angle_share: float = 0.10
    #: The same of the height of hips. House choice: docs/decisions/0075.
    hold_hips_share: float = 0.19
    #: A rest is stiller than this part of the range. House choice: docs/decisions/0075.
    still_share: float = 0.10
    #: What a rest at the start or the end of the recording lasts at least. House choice.
    rest_s: float = 0.3
    #: Shorter movements out and back are noise. House choice: nobody squats within 0.4 s.
    shortest_s: float = 0.4
    #: Least change of a joint's angle. House choice: docs/decisions/0075.
    least_angle_deg: float = 20.0
    #: Least change of the height of hips, as a part of the body from shoulder to ankle. House
    #: choice: docs/decisions/0075.
    least_hips_share: float = 0.04
    #: The same where only the height of the pelvis in metres is known. House choice: about the same
    #: of a body of 1.35 m from shoulder to ankle.
    least_pelvis_m: float = 0.055
    #: The same for hands and knees. House choice: docs/decisions/0075.
    least_limb_share: float = 0.12
    #: The same for heels. House choice: docs/decisions/0075.
    least_heels_share: float = 0.025
    #: On plates the weight stays on the feet: the force never falls under this part of it. House
    #: choice: docs/decisions/0077.
    least_load_share: float = 0.35
    #: Both sides move as one where their signals agree at least so well. House choice.
    together_likeness: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairSettings:
    """When a person has risen from a chair."""

    seen: SeenSettings = SeenSettings()
    #: Hips are up above this part of the way from sitting to standing. House choice:
    #: docs/decisions/0075.
    up_share: float = 0.80
    #: And down under this. House choice: docs/decisions/0075.
    down_share: float = 0.25
    #: The trunk moves where it is faster than this part of its fastest. House choice:
    #: docs/decisions/0076.
    moving_share: float = 0.10
    #: The bell under which its speed is told. House choice: docs/decisions/0076.
    edge_bell_s: float = 0.06
    #: Leaning forward before the seat is left takes at most this. House choice:
    #: docs/decisions/0076.
    longest_lean_s: float = 2.5
    #: Hips rise at least so far, as a part of the body from shoulder to ankle. House choice: a
    #: seat of 65 cm still makes a person of 1.70 m rise by more.
    least_rise_share: float = 0.10
    #: The same where nothing but the knees is known. House choice.
    least_knee_deg: float = 40.0
    #: The same where only the height of the pelvis is known. House choice.
    least_rise_m: float = 0.12
    #: On plates: standing is over this part of the weight. House choice: docs/decisions/0077.
    plate_up_share: float = 0.80
    #: On plates: sitting leaves no more than this part of the weight on the feet. House choice:
    #: docs/decisions/0077.
    plate_down_share: float = 0.35
    #: A shorter load is a stamp of the feet. House choice: docs/decisions/0077.
    shortest_stand_s: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceSettings:
    """When a person stands still. Speeds and lengths are parts of the body from shoulder to ankle.

    Every default is a house choice: docs/decisions/0079.
    """

    seen: SeenSettings = SeenSettings()
    #: Shoulders and hips move slower than this part of the body a second.
    still_per_s: float = 0.06
    #: The bell under which the speed is told: shaking of landmarks is no movement.
    bell_s: float = 0.25
    #: So long, at least, is a quiet stance.
    stance_s: float = 1.0
    #: Hips are above the ankles by this part of the leg: less is sitting or squatting.
    upright_share: float = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachSettings:
    """What a functional reach is. Every default is a house choice: docs/decisions/0079."""

    seen: SeenSettings = SeenSettings()
    #: The hand is raised within this part of the body of the height of the shoulder.
    level_share: float = 0.15
    #: It rests where it is slower than this part of the body a second, for so long.
    still_per_s: float = 0.10
    rest_s: float = 0.5
    #: The furthest point is kept for so long.
    kept_s: float = 0.3
    #: Less than this part of the body is no reach.
    least_share: float = 0.02
    #: An ankle that moves further has taken a step.
    step_m: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeSettings:
    """How a joint's range is measured. Every default is a house choice: docs/decisions/0079."""

    #: Which joint, such as ``knee-flexion``; the one that moves furthest where None.
    joint: str | None = None
    #: An angle counts that is kept for so long: a jerk is no range.
    kept_s: float = 0.2
    #: A trial moves the joint by at least so much.
    least_deg: float = 10.0
    repetitions: RepetitionSettings = RepetitionSettings()
