"""The virtual walker knows the truth: tell how far off the found contacts are."""

import numpy as np

import restride
from restride.simulate import WalkerSettings, simulate_walk

simulated = simulate_walk(WalkerSettings(speed_mps=1.0, cadence_spm=100.0, seed=7))
found = restride.analyze(simulated.recording).walk

true_s = np.array([each.time_s for bout in simulated.truth.bouts for each in bout.initial_contacts])
found_s = np.array([each.time_s for bout in found.bouts for each in bout.initial_contacts])
off_s = np.abs(found_s[:, None] - true_s[None, :]).min(axis=1)

print(f"{len(found_s)} initial contacts found, {len(true_s)} were there")
print(f"typically {1000 * np.median(off_s):.0f} ms off, at most {1000 * off_s.max():.0f} ms")
