"""The YAML file of a protocol: what may stand in it, and how what may not is refused."""

import pytest

from restride.analysis.protocol_file import read_protocol
from restride.errors import FileNotUsable, OptionError
from restride.terms import Stance


def plan_of(folder, text, name="protocol.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_protocol(path)


REFUSED = [
    ("protokoll: mctsib", OptionError, r"one is 'protokoll'\. Did you mean 'protocol'\?"),
    ("name: x", OptionError, "protocol must be one of mctsib, quiet-standing, limits-of-stability"),
    ("protocol: sot", OptionError, "protocol must be one of .* and is 'sot'"),
    ("protocol: mctsib", OptionError, "conditions must list at least one, and lists 0"),
    ("protocol: mctsib\nconditions: 3", OptionError, "conditions must be a list"),
    ("protocol: mctsib\nconditions: [3]", OptionError, "condition 1: lines of 'key: value'"),
    (
        "protocol: mctsib\nconditions: [{eyes: shut, surface: firm, trials: [a.csv]}]",
        OptionError,
        "condition 1: eyes must be one of open, closed, and is 'shut'",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, trials: [{held_s: 3}]}]",
        OptionError,
        "condition 1: .* surface is not there",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, surface: firm, trials: []}]",
        OptionError,
        "condition 1: trials must list at least one, and lists 0",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, surface: firm, trials: [no.csv]}]",
        FileNotUsable,
        "condition 1, trial 1: file must be a file, and .*no.csv is none",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, surface: firm, trials: [{held_s: -2}]}]",
        OptionError,
        "between 0 and 3600 s, and is -2",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, surface: firm, trials: [{held_s: .nan}]}]",
        OptionError,
        "trial 1: held_s must be a number, and is 'nan'",
    ),
    (
        "protocol: mctsib\nconditions: [{eyes: open, surface: firm, trials: [{trial: x}]}]",
        OptionError,
        "file, held_s or not_done is needed",
    ),
    (
        (
            "protocol: mctsib\nconditions: [{eyes: open, surface: firm, "
            "trials: [{held_s: 3, not_done: tired}]}]"
        ),
        OptionError,
        "not done has no file and no held_s",
    ),
    (
        (
            "protocol: mctsib\nconditions:\n- {eyes: open, surface: firm, trials: [{held_s: 3}]}\n"
            "- {eyes: open, surface: firm, trials: [{held_s: 4}]}"
        ),
        OptionError,
        r"number 2 repeats number 1 \(open, firm\)",
    ),
    (
        (
            "protocol: mctsib\nwanted_s: 0.1\n"
            "conditions: [{eyes: open, surface: firm, trials: [{held_s: 3}]}]"
        ),
        OptionError,
        "between 1 and 3600 s, and is 0.1",
    ),
    ("protocol: mctsib\nperson: {height_m: 175}", OptionError, "0.5 and 2.6, and is 175"),
    ("protocol: mctsib\nperson: {weight: 75}", OptionError, "person: the keys may be .* 'weight'"),
    ("protocol: mctsib\nprotocol: mctsib", FileNotUsable, "'protocol' stands twice in line 1"),
    ("protocol: [", FileNotUsable, "is no YAML that can be read"),
    ("? [a, b]\n: c", FileNotUsable, "is no YAML that can be read"),
    ("just words", OptionError, "lines of 'key: value' are needed"),
    ("", OptionError, "lines of 'key: value' are needed"),
    (
        (
            "protocol: mctsib\nfoot_outline_mm: [[1, 2, 3]]\n"
            "conditions: [{eyes: open, surface: firm, trials: [{held_s: 3}]}]"
        ),
        OptionError,
        "foot_outline_mm must be pairs of numbers",
    ),
    ("protocol: mctsib\nleans: [{}]\nconditions: [{}]", OptionError, "leans do not belong|eyes"),
    ("protocol: limits-of-stability", OptionError, "leans must list at least one, and lists 0"),
    (
        "protocol: limits-of-stability\nleans: [{direction: up, cue_s: 3}]",
        OptionError,
        "lean 1: direction must be one of forward",
    ),
    (
        "protocol: limits-of-stability\nleans: [{direction: forward, cue_s: 3}]",
        OptionError,
        "lean 1: a lean needs direction, cue_s and file, and file is not there",
    ),
    (
        "protocol: limits-of-stability\nconditions: [{}]\nleans: [{}]",
        OptionError,
        "conditions do not belong to the protocol limits-of-stability",
    ),
]


@pytest.mark.parametrize(("text", "error", "words"), REFUSED, ids=range(len(REFUSED)))
def test_a_protocol_that_cannot_be_meant_is_refused_with_its_place(tmp_path, text, error, words):
    with pytest.raises(error, match=words):
        plan_of(tmp_path, text)


def named(tmp_path, *names):
    """A protocol of one trial a condition, with files that are there."""
    for name in names:
        (tmp_path / name).write_text("time_s,cop_ap_mm,cop_ml_mm\n", encoding="utf-8")
    pairs = [("open", "firm"), ("closed", "firm"), ("open", "foam")]
    lines = [
        f"- {{eyes: {eyes}, surface: {surface}, trials: [{name}]}}"
        for (eyes, surface), name in zip(pairs, names, strict=False)
    ]
    return "\n".join(["protocol: mctsib", "stance: comfortable", "conditions:", *lines])


def test_a_file_named_twice_is_refused(tmp_path):
    with pytest.raises(OptionError, match="each trial has a file of its own, and number 3"):
        plan_of(tmp_path, named(tmp_path, "a.csv", "b.csv", "a.csv"))


def test_paths_count_from_the_protocol(tmp_path, monkeypatch):
    folder = tmp_path / "visit"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)

    plan = plan_of(folder, named(folder, "a.csv", "b.csv"))

    assert plan.paths == (folder / "a.csv", folder / "b.csv")
    assert plan.conditions[0].condition.stance is Stance.COMFORTABLE
    assert plan.conditions[0].wanted_s == 30


def test_no_file_and_a_recording_are_no_protocol(tmp_path):
    with pytest.raises(FileNotUsable, match="is no file"):
        read_protocol(tmp_path / "absent.yaml")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(FileNotUsable, match=r"has 1\.0 MB"):
        read_protocol(large)
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(bytes(range(256)))
    with pytest.raises(FileNotUsable, match="no YAML"):
        read_protocol(binary)
