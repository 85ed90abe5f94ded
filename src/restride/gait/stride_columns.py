"""The strides and steps of many bouts as columns, read out of their objects once.

A day has 60 000 strides: measures are computed on arrays, bout by bout or all together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.bouts import SIDE_CODES, SideCodes
from restride.recording.events import WalkingBout
from restride.terms import Side

_STRIDE_FIELDS = (
    "start_s",
    "end_s",
    "length_m",
    "final_contact_s",
    "single_support_s",
    "double_support_s",
    "clearance_m",
    "contact_angle_deg",
    "lift_angle_deg",
    "circumduction_m",
    "turn_deg",
    "harmonic_ratio_vertical",
    "harmonic_ratio_forward",
    "harmonic_ratio_sideways",
    "trunk_roll_range_deg",
    "trunk_pitch_range_deg",
    "trunk_yaw_range_deg",
)
_OWN_KEYS = {
    "turn_deg": "stride_turn_deg",
    "harmonic_ratio_vertical": "vertical_harmonic_ratio",
    "harmonic_ratio_forward": "forward_harmonic_ratio",
    "harmonic_ratio_sideways": "sideways_harmonic_ratio",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """One row a stride, or a step, in order of bouts and time; missing values are NaN."""

    #: Key of the measure that the mean of the column gives -> (n_rows,).
    values: dict[str, FloatArray]
    start_s: FloatArray
    end_s: FloatArray
    sides: SideCodes
    is_steady: BoolArray
    #: Position of the bout of each row.
    bout_indices: SampleArray

    def by_side(self) -> "Columns":
        """Lay the rows of one side of one bout together, in order of time."""
        return self.where(np.lexsort((self.start_s, self.sides, self.bout_indices)))

    def where(self, keeps: BoolArray | SampleArray) -> "Columns":
        """Keep some rows, or put them in another order."""
        return replace(
            self,
            values={key: column[keeps] for key, column in self.values.items()},
            start_s=self.start_s[keeps],
            end_s=self.end_s[keeps],
            sides=self.sides[keeps],
            is_steady=self.is_steady[keeps],
            bout_indices=self.bout_indices[keeps],
        )

    def of_side(self, side: Side | None) -> BoolArray:
        """Tell which rows belong to a side; all for None."""
        if side is None:
            return np.ones(len(self.sides), dtype=np.bool_)
        return np.asarray(self.sides == SIDE_CODES[side])

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.bout_indices)


def stride_columns(bouts: Sequence[WalkingBout]) -> Columns:
    """Read the strides of bouts; each column bears the key of the measure its mean gives."""
    strides = [stride for bout in bouts for stride in bout.strides]
    table = np.array(list(map(attrgetter(*_STRIDE_FIELDS), strides)), dtype=float)
    columns = dict(zip(_STRIDE_FIELDS, table.reshape(-1, len(_STRIDE_FIELDS)).T, strict=True))
    start_s, end_s = columns.pop("start_s"), columns.pop("end_s")
    length_m, lift_s = columns.pop("length_m"), columns.pop("final_contact_s")
    duration_s = end_s - start_s
    cadence_spm = 120.0 / duration_s
    values = {
        "walking_speed_mps": length_m / duration_s,
        "cadence_spm": cadence_spm,
        "stride_length_m": length_m,
        "stride_duration_s": duration_s,
        "stance_s": lift_s - start_s,
        "swing_s": end_s - lift_s,
        "stance_share": (lift_s - start_s) / duration_s,
        "swing_share": (end_s - lift_s) / duration_s,
        "single_support_share": columns["single_support_s"] / duration_s,
        "double_support_share": columns["double_support_s"] / duration_s,
        "walk_ratio_mmpspm": 1000.0 * length_m / 2 / cadence_spm,
    }
    values |= {_OWN_KEYS.get(field, field): column for field, column in columns.items()}
    return Columns(
        values=values,
        start_s=start_s,
        end_s=end_s,
        sides=np.array([SIDE_CODES[stride.side] for stride in strides], dtype=np.int8),
        is_steady=np.array([stride.is_steady for stride in strides], dtype=np.bool_),
        bout_indices=np.repeat(np.arange(len(bouts)), [len(bout.strides) for bout in bouts]),
    )


def step_columns(bouts: Sequence[WalkingBout]) -> Columns:
    """Read the steps of bouts."""
    steps = [step for bout in bouts for step in bout.steps]
    table = np.array(
        [(step.start_s, step.end_s, step.length_m) for step in steps], dtype=float
    ).reshape(-1, 3)
    return Columns(
        values={"step_duration_s": table[:, 1] - table[:, 0], "step_length_m": table[:, 2]},
        start_s=table[:, 0],
        end_s=table[:, 1],
        sides=np.array([SIDE_CODES[step.side] for step in steps], dtype=np.int8),
        is_steady=np.array([step.is_steady for step in steps], dtype=np.bool_),
        bout_indices=np.repeat(np.arange(len(bouts)), [len(bout.steps) for bout in bouts]),
    )
