"""What is in a recording, on a terminal of 80 columns."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from restride.cli.findings import findings_in_words
from restride.person import Person
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.recording import Recording, Sensor, Track
from restride.report.wording import PLACEMENT_IN_WORDS, counted, shown_duration, shown_start


def show_contents(recording: Recording, *, console: Console | None = None) -> None:
    """Print the files, what was recorded, the person and the findings of one trial."""
    console = console or Console(highlight=False)
    console.print(_headline(recording))
    console.print(_tracks_table(recording))
    if recording.findings:
        console.print()
        console.print(findings_in_words(recording.findings))
    console.print()


def _headline(recording: Recording) -> Text:
    text = Text(recording.name, style="bold")
    facts = [f"{file.name} ({file.format}{_offset(file.offset_s)})" for file in recording.files]
    facts.append(shown_duration(recording.duration_s))
    facts.extend([f"started {shown_start(recording.started_at)}"] if recording.started_at else [])
    facts.extend(_person_in_words(recording.person))
    if recording.is_simulated:
        facts.append("simulated: nobody moved")
    text.append(f"\n{', '.join(facts)}", style="not bold")
    return text


def _offset(offset_s: float) -> str:
    return f", starts at {offset_s:+.2f} s" if offset_s else ""


def _person_in_words(person: Person) -> list[str]:
    known = {
        "height": f"{person.height_m:g} m" if person.height_m else None,
        "sensor height": f"{person.sensor_height_m:g} m" if person.sensor_height_m else None,
        "age": f"{person.age_years:g} years" if person.age_years else None,
        "sex": person.sex,
        "walking aid": person.walking_aid,
    }
    return [f"{name} {value}" for name, value in known.items() if value is not None]


def _tracks_table(recording: Recording) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    kinds = [name for name, tracks in _by_kind(recording) if tracks]
    table.add_column(" or ".join(kinds).capitalize() or "Sensor", no_wrap=True)
    table.add_column("Where" if recording.plates else "Worn at", no_wrap=True)
    for heading in ("Rate, Hz", "Samples", "From", "To"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Channels")
    for track in recording.tracks:
        clock = track.clock
        table.add_row(
            track.name,
            _place_of(track),
            f"{clock.sampling_rate_hz:.5g}",
            f"{clock.samples_count}",
            f"{clock.first_s:.2f} s",
            f"{clock.end_s:.2f} s",
            _channels_of(track),
        )
    return table


def _by_kind(recording: Recording) -> tuple[tuple[str, tuple[Track, ...]], ...]:
    return (
        ("sensor", recording.sensors),
        ("plate", recording.plates),
        ("landmarks", recording.landmarks),
        ("angles", recording.joint_angles),
    )


def _place_of(track: Track) -> str:
    if isinstance(track, Sensor):
        return PLACEMENT_IN_WORDS[track.placement]
    if isinstance(track, Plate):
        return "both feet" if track.side is None else f"{track.side} foot"
    return ""


def _channels_of(track: Track) -> str:
    """Say in a few words what was recorded."""
    if isinstance(track, Sensor):
        return "acc" if track.angular_velocity_dps is None else "acc, gyr"
    if isinstance(track, Plate):
        forces = (
            ("pressure", True),
            ("load", track.vertical_force_n is not None),
            ("push", track.horizontal_force_n is not None),
        )
        return ", ".join(name for name, is_there in forces if is_there)
    if isinstance(track, Landmarks):
        return counted(len(track.points), singular="point")
    return counted(len(track.joints), singular="joint")
