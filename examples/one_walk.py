"""A walk in, its measures out.

The walk is simulated, so that the example runs anywhere; with a file of your own it would be
``recording = restride.read("walk.csv")``.
"""

import restride
from restride.measure import Interval
from restride.simulate import simulate_walk

recording = simulate_walk().recording
analysis = restride.analyze(recording)

for finding in analysis.quality:
    print(f"{finding.severity}: {finding.found} {finding.done}")

for measure in analysis.measures:
    if measure.value is None:
        continue
    definition = measure.definition
    sure = measure.uncertainty
    band = f"({sure.low:.3g} to {sure.high:.3g})" if isinstance(sure, Interval) else ""
    print(f"{definition.key:40} {measure.side or '':6} {measure.value:8.3g} {band}")
