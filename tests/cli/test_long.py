"""Files too long for memory: read in blocks, with the same walk and a report of a part."""

import pytest

from restride.analysis.analyze import analyze
from restride.analysis.excerpt import excerpt_of
from restride.analysis.opening import read
from restride.cli import outcome


@pytest.fixture
def long_from_here(monkeypatch):
    """Take every file for a long one."""
    monkeypatch.setattr(outcome, "_LONGEST_WHOLE_S", 1.0)


def test_a_long_file_gives_the_same_walk(run, back, long_from_here):
    document = run("analyze", back, "--json", "-").document
    whole = analyze(read(back)).to_json()

    assert document["recording"]["content_hash"] is None
    assert document["recording"]["sensors"] == whole["recording"]["sensors"]
    assert document["walking_bouts"] == whole["walking_bouts"]
    assert document["person"] == whole["person"]
    assert document["recording"]["is_simulated"] is True


def test_a_long_file_gets_its_report(run, back, long_from_here, tmp_path):
    ran = run("analyze", back, "--report", tmp_path / "a.html")

    assert ran.exit_code == 0
    assert "</html>" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_long_file_makes_no_factor(run, back, long_from_here):
    ran = run("analyze", back, "--known-distance-m", "12")

    assert ran.exit_code == 2
    assert "long enough to be read in blocks" in ran.stderr


def test_what_is_drawn_is_the_longest_walk(back):
    recording = read(back)
    analysis = analyze(recording)
    (bout,) = analysis.walk.bouts
    blocks = (recording.between(start_s, start_s + 4.0) for start_s in range(0, 30, 4))
    excerpt = excerpt_of(blocks, analysis=analysis)
    clock = excerpt.sensors[0].clock

    assert clock.first_s == pytest.approx(max(0.0, bout.start_s - 10), abs=0.02)
    assert clock.end_s == pytest.approx(min(recording.duration_s, bout.end_s + 10), abs=0.02)
