"""What can be set where walking is found from points of the body."""

from dataclasses import dataclass, field

from restride.gait.bouts import BoutRules


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeingSettings:
    """What frames, and what views, can be used."""

    #: Fewer frames a second lose a contact between two of them. House choice:
    #: docs/decisions/0013-what-a-picture-must-show.md
    lowest_rate_hz: float = 15.0
    #: Fewer frames than this part of what the rate promises are pieces of a film. House choice.
    least_frames_share: float = 0.1
    #: Two steps and what surrounds them. House choice.
    shortest_s: float = 1.5
    #: Points that the estimator trusts less are left out. House choice: low, since the leg behind
    #: is trusted little and still found well.
    least_visibility_share: float = 0.1
    #: Points this near to the edge of the picture are guessed by the estimator; part of its size.
    #: House choice: docs/decisions/0013-what-a-picture-must-show.md
    edge_share: float = 0.01
    #: The same values for longer are an estimator that stands still. House choice.
    longest_same_s: float = 0.15
    #: Shorter holes are filled with a straight line. House choice: less than half of a swing.
    longest_fill_s: float = 0.2
    #: Longer holes, up to here, are bridged to follow the steps, and no contact is timed in them.
    #: House choice: less than a step.
    longest_bridge_s: float = 0.4
    #: A body that is taller or lower than usual by more than this part is a wrong one. House
    #: choice: somebody who walks from corner to corner comes nearer by a quarter.
    largest_height_change_ratio: float = 0.3
    #: A body that moves on at once by so much, and by so many heights a second, is somebody else's.
    #: House choice: no one walks at 5 m/s.
    least_jump_ratio: float = 0.1
    quickest_hz: float = 3.0
    #: The person is at least this part of the shorter edge of the picture tall. House choice:
    #: docs/decisions/0013-what-a-picture-must-show.md
    smallest_picture_share: float = 0.4
    #: The person is at least this tall. House choice:
    #: docs/decisions/0013-what-a-picture-must-show.md
    smallest_body_px: float = 200.0
    #: Wider shoulders, or hips, over the height of the body are not seen from the side. House
    #: choice: what about 55 degrees off the side show of 0.21 and 0.115.
    widest_shoulders_ratio: float = 0.17
    widest_hips_ratio: float = 0.095


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapSettings:
    """When the legs were taken for each other."""

    #: A change must save at least this part of the height of the body in the jumps of the legs'
    #: points. House choice: docs/decisions/0014-legs-taken-for-each-other.md
    least_saving_ratio: float = 0.03
    #: And so many times the usual jump. House choice.
    usual_jumps_count: float = 3.0
    #: Legs that meet were apart before and after by at least this part of the height of the body.
    #: House choice.
    least_meeting_ratio: float = 0.04
    #: Legs that pass each other do so at least at this part of the usual pace; slower, they are
    #: only brought together. House choice: docs/decisions/0014-legs-taken-for-each-other.md
    least_pace_share: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarkContactSettings:
    """How contacts are found and timed: docs/decisions/0012-contacts-from-landmarks.md."""

    #: The legs are opened and closed at least so far, over the height of the body. House choice:
    #: a third of a shuffling step.
    least_opening_ratio: float = 0.05
    #: And at least this part of what is usual in the stretch. House choice.
    least_opening_share: float = 0.3
    #: Bell under which the opening of the legs is looked at, standard deviation. House choice.
    opening_width_s: float = 0.06
    #: Bell under which contacts are timed, and how wide it becomes where points are restless.
    #: House choice.
    width_s: float = 0.03
    widest_s: float = 0.06
    #: Restlessness, over the height of the body, from which on the bell widens. House choice.
    restless_ratio: float = 0.004
    #: A step takes no longer. House choice.
    longest_step_s: float = 1.6
    #: A step takes at most so many usual ones: a longer one hides another. House choice.
    longest_step_share: float = 1.8
    #: And no fewer: a shorter one comes of legs taken for each other on the way. House choice: the
    #: quicker step of a limp is two thirds of the usual.
    shortest_step_share: float = 0.5
    #: A first or last stride that differs by more from the usual one is half seen. House choice:
    #: three times how much people after a stroke vary.
    largest_end_change_share: float = 0.2
    #: A step takes no less. House choice.
    shortest_step_s: float = 0.2
    #: How long after its foremost place a foot lands.
    landing_delay_s: float = 0.038
    #: How long after its hindmost place a foot leaves the ground: the toe, and, as a part of the
    #: stride, the ankle and the heel.
    toe_lift_delay_s: float = 0.0
    ankle_lift_delay_share: float = 0.037
    #: A wider bell moves these places into the stance, by so much times the width squared.
    landing_drift_hz: float = 3.3
    toe_lift_drift_hz: float = 4.4
    ankle_lift_drift_hz: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarkGaitSettings:
    """Everything that can be set; each part says where its numbers come from."""

    seeing: SeeingSettings = field(default_factory=SeeingSettings)
    swaps: SwapSettings = field(default_factory=SwapSettings)
    contacts: LandmarkContactSettings = field(default_factory=LandmarkContactSettings)
    #: One walk through a picture is three to eight steps: three are reported. House choice:
    #: docs/decisions/0012-contacts-from-landmarks.md
    bouts: BoutRules = field(
        default_factory=lambda: BoutRules(fewest_strides_count=2, fewest_strides_per_side_count=1)
    )
