"""How walking is looked for in sensors on the feet: every constant, with where it comes from."""

from dataclasses import dataclass

from restride.recording.pieces import LONGEST_BRIDGED_GAP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSettings:
    """When a foot counts as standing still."""

    #: Motion is averaged over about the shortest time that a walking foot stands still.
    #: House choice: docs/decisions/0003.
    window_s: float = 0.2
    #: How much turning one m/s2 off gravity is worth. House choice: docs/decisions/0003.
    dps_per_mps2: float = 30.0
    #: Below this a foot stands still, however long. House choice: docs/decisions/0003.
    still_dps: float = 15.0
    #: A rest between two moves is never livelier. House choice: docs/decisions/0003.
    liveliest_dps: float = 90.0
    #: A move is at least this many times as lively as the rests about it. docs/decisions/0003.
    rise_ratio: float = 3.0
    #: A move is weak below this share of the usual one. docs/decisions/0003.
    weak_move_share: float = 0.4
    #: A low beside a weak move is a rest only when no livelier than the usual rest by this much.
    #: docs/decisions/0003.
    hover_ratio: float = 1.5
    #: What is usual is told from at least so many rests. House choice.
    fewest_for_usual_count: int = 6
    #: A longer rest is standing; gravity is taken near its two ends. House choice.
    standing_s: float = 0.5
    #: How far inside a rest, from its edge. House choice.
    inset_s: float = 0.15
    #: A longer move is cut to where it is lively. House choice.
    long_move_s: float = 1.5
    #: A foot that moves for longer without a rest does not walk. [kluge2021] and house choice.
    longest_move_s: float = 3.5
    #: Shorter moves carry no foot anywhere. House choice.
    shortest_move_s: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSettings:
    """How the contacts are placed inside a move. All from docs/decisions/0003."""

    #: Turning is smoothed by a bell of this width before it is read.
    smoothing_s: float = 0.01
    #: Push-off below this turning is too weak to time the final contact by.
    weakest_push_dps: float = 100.0
    #: Of several peaks of the push-off this close to the highest, the first counts.
    equal_peak_share: float = 0.95
    #: The foot is off the ground when its push-off turning has fallen to this share of its peak.
    lift_share: float = 0.7
    #: Without a push-off: when the speed has reached this share of its peak.
    lift_speed_share: float = 0.25
    #: The foot is near its landing when its speed has fallen to this share of its peak.
    landing_speed_share: float = 0.25
    #: Turning and speed agree on the landing when not further apart.
    agreement_s: float = 0.08
    #: The shock of the landing lies so long before and after that moment.
    shock_before_s: float = 0.015
    shock_after_s: float = 0.08
    #: A foot that slows down in the air lands later: at a shock up to so long after, where that is
    #: so many times as strong as any near the slowing down.
    late_shock_after_s: float = 0.25
    late_shock_ratio: float = 3.0
    #: Its onset is looked for from so long before its strongest change.
    late_window_before_s: float = 0.03
    #: A shock is a change of the force over this time, to both sides.
    shock_half_width_s: float = 0.01
    #: It is there when its change has risen to this share of its largest.
    shock_share: float = 0.5
    #: The change rises before it reaches that share: by so much the contact is earlier.
    shock_rise_s: float = 0.004


@dataclass(frozen=True, slots=True, kw_only=True)
class SwingSettings:
    """Which moves are steps."""

    #: A foot that swings forward reaches this speed. House choice: docs/decisions/0003.
    slowest_peak_mps: float = 0.35
    #: A smaller shift of a foot is no step, even in a turn. House choice: docs/decisions/0003.
    shortest_step_m: float = 0.04
    #: A step on the spot turns the foot at least so far, and is at least so quick.
    #: House choice: docs/decisions/0003.
    smallest_pivot_deg: float = 45.0
    slowest_pivot_mps: float = 0.25
    #: Steps of a bout follow each other in at most this time. House choice.
    longest_wait_s: float = 1.5
    #: A bout begins and ends with up to so many steps that make no stride of their own.
    #: House choice.
    outer_steps_count: int = 2
    #: Height gained over a stride from which it is one of stairs: half of a usual pair of steps
    #: 0.17 m high, and well above the error on level ground. House choice: docs/decisions/0003.
    stairs_m: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSettings:
    """When clocks agree, and how they are brought together. House choices: docs/decisions/0003."""

    #: Fewer strides do not tell.
    fewest_strides_count: int = 10
    #: The other foot's swings lie this close to the middle of a stride, or clocks differ.
    largest_shift_share: float = 0.22
    #: How much the swings of the two feet hold together in phase, 0 to 1, or clocks differ.
    least_unity_share: float = 0.6
    #: Crystal clocks differ by less, even cheap ones in heat and cold.
    largest_drift_ratio: float = 1e-3
    #: A wander below this over the whole recording is that of steps, not of clocks.
    smallest_wander_s: float = 0.03
    #: A drift is believed where it leaves the phases this much less scattered.
    clear_gain_ratio: float = 2.0
    #: Whole strides are shifted where the feet's ways then fit better by this.
    clear_fit_ratio: float = 0.75
    #: Sensors started by hand differ by less.
    largest_offset_s: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeetSettings:
    """How walking is looked for in sensors on the feet."""

    rests: RestSettings = RestSettings()
    contacts: ContactSettings = ContactSettings()
    swings: SwingSettings = SwingSettings()
    clocks: ClockSettings = ClockSettings()
    #: From this rate on the shock of a landing is seen. House choice.
    well_timed_rate_hz: float = 50.0
    #: A gap no longer than this is bridged by a straight line: lost radio packets mostly come one
    #: by one, and a tenth of a second holds no step. House choice.
    longest_bridged_gap_s: float = LONGEST_BRIDGED_GAP_S
    #: Moves integrated side by side; bounds the memory. House choice.
    moves_at_once_count: int = 1024
