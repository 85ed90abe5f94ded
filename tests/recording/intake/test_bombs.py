"""Every bomb is refused in 2 s and 256 MB, and nothing is left of it outside quarantine."""

import pytest
from bombs import BOMBS
from endless_streams import STREAMS
from weighing import snapshot, weigh

MOST_S = 2.0
MOST_MB = 256.0
#: A busy computer may lose one start: what a bomb costs is what it costs at its best of these.
TRIES = 3


def _best(*words):
    """Weigh again where it took too long, since the clock also counts what others do."""
    for _ in range(TRIES):
        weighed = weigh(*words)
        if weighed.wall_s <= MOST_S:
            break
    return weighed


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: f"{bomb.kind}: {bomb.name}")
def test_a_bomb_is_refused_in_time_and_room(bomb, tmp_path, quarantine):
    path = bomb.plant(quarantine)
    before = snapshot(tmp_path)
    weighed = _best("examine", str(path))

    assert weighed.verdict in bomb.reasons, weighed.text
    assert weighed.wall_s <= MOST_S
    assert weighed.peak_mb <= MOST_MB
    assert snapshot(tmp_path) == before
    assert weighed.text.endswith(".")


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_that_does_not_end_well_is_refused_in_time_and_room(name, tmp_path, quarantine):
    weighed = _best("receive", str(quarantine), name)

    assert weighed.verdict in STREAMS[name].reasons, weighed.text
    assert weighed.wall_s <= MOST_S
    assert weighed.peak_mb <= MOST_MB
    assert snapshot(tmp_path).keys() == {str(quarantine)}


def test_every_kind_of_bomb_is_there():
    kinds = {bomb.kind for bomb in BOMBS}

    assert kinds >= {"zip", "image", "Parquet", "CSV", "XML", "NumPy", "MATLAB", "JSON", "path"}
    assert len({(bomb.kind, bomb.name) for bomb in BOMBS}) == len(BOMBS)
