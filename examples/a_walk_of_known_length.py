"""Make stride lengths personal with one walk of known length, and use that for the next one."""

import restride
from restride.analysis.settings import AnalysisSettings
from restride.recording.recording import Recording
from restride.simulate import SensorSettings, Stand, WalkAhead, WalkerSettings, simulate_walk
from restride.terms import Placement

BACK = (SensorSettings(placement=Placement.LOWER_BACK),)


def walk_of(length_m: float, *, seed: int) -> Recording:
    """Stand, walk straight ahead, stand: only the lower back is recorded."""
    plan = (Stand(duration_s=4.0), WalkAhead(length_m=length_m), Stand(duration_s=4.0))
    return simulate_walk(WalkerSettings(seed=seed), plan=plan, sensors=BACK).recording


known = restride.analyze(
    walk_of(20.0, seed=1), settings=AnalysisSettings(known_distance_m=20.0)
).calibration
assert known is not None
print(f"this person's factor: {known.factor_ratio:.3f}")

later = restride.analyze(walk_of(30.0, seed=2), settings=AnalysisSettings(calibration=known))
for bout in later.walk.bouts:
    lengths_m = [stride.length_m for stride in bout.strides if stride.length_m is not None]
    print(f"{len(lengths_m)} strides of {sum(lengths_m) / len(lengths_m):.2f} m")
