"""Four conditions of standing, and what they say together.

The person is simulated, so that the example runs anywhere; with files of your own, write the
protocol as docs/how-to/standing-protocol.md shows, and begin at ``read_protocol``.
"""

import tempfile
from pathlib import Path

from restride.analysis.protocol_file import read_protocol
from restride.analysis.protocols import analyze_protocol
from restride.simulate.stander import simulate_stand, stander
from restride.simulate.task_files import plate_text
from restride.terms import Eyes, Surface

PROTOCOL = """
protocol: mctsib
name: four conditions
person: {age_years: 67}
stance: comfortable
wanted_s: 20
conditions:
- {eyes: open, surface: firm, trials: [open-firm.csv]}
- {eyes: closed, surface: firm, trials: [closed-firm.csv]}
- {eyes: open, surface: foam, trials: [open-foam.csv]}
- {eyes: closed, surface: foam, trials: [closed-foam.csv, {held_s: 4.2}]}
"""

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "visit.yaml").write_text(PROTOCOL, encoding="utf-8")
    for eyes in Eyes:
        for surface in Surface:
            stood = simulate_stand(stander(eyes, surface, seed=1, duration_s=20.0), sensors=())
            (plate,) = stood.recording.plates
            (folder / f"{eyes}-{surface}.csv").write_text(plate_text(plate), encoding="utf-8")
    analysis = analyze_protocol(read_protocol(folder / "visit.yaml"))

for summary in analysis.conditions:
    times = ", ".join(
        "-" if trial.held_s is None else f"{trial.held_s:.1f} s" for trial in summary.trials
    )
    print(f"eyes {summary.condition.eyes} on {summary.condition.surface}: held {times}")

for measure in analysis.measures:
    shown = "-" if measure.value is None else f"{measure.value:.2f}"
    print(f"{measure.definition.title:48} {shown}")

for comparison in analysis.comparisons[:1]:
    print(comparison.none_reason or comparison.group)
