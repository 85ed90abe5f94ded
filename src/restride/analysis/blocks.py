"""Long recordings in blocks: bounded memory, and the same walk as from the whole.

A block is cut where nobody walks, well away from every bout and turn; what lies behind the cut is
carried over and looked at again with the next block. Decision: docs/decisions/0030.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from restride.analysis.following import follow_on
from restride.analysis.found import FindWalk, FoundWalk
from restride.errors import AnalysisError, SignalNotUsable, SignalTooShort
from restride.recording.events import Walk
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Severity

#: No bout and no turn is this near to a cut, so that no filter feels the edge. House choice.
_QUIET_S: Final = 10.0
#: What happens this late in a block may be the beginning of a bout: four strides of 3 s and two
#: breaks of 3 s. [kluge2021]
_UNFINISHED_S: Final = 20.0
#: Cuts lie so many samples apart: engines average neighbours by small whole numbers, and group the
#: same ones in a block as in the whole. House choice: divisible by 1 to 6, 8, 9, 10, 12 and 16.
_EVEN_SAMPLES: Final = 720
#: A last block shorter than this part of a block is looked at with the one before. House choice.
_SHORTEST_LAST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What is found so far, and the part that is still to be looked at."""

    carried: Recording | None = None
    kept: tuple[FoundWalk, ...] = ()
    #: Why parts could not be used.
    refusals: tuple[AnalysisError, ...] = ()


def blocks_of(recording: Recording, *, block_s: float) -> Iterator[Recording]:
    """Cut a recording into consecutive blocks that share its memory."""
    start_s = min(sensor.clock.first_s for sensor in recording.sensors)
    end_s = max(sensor.clock.end_s for sensor in recording.sensors)
    while end_s - start_s > (1 + _SHORTEST_LAST_SHARE) * block_s:
        yield recording.between(start_s, start_s + block_s)
        start_s += block_s
    yield recording.between(start_s, inf)


def walk_in_blocks(
    blocks: Iterable[Recording], *, find: FindWalk, longest_bout_s: float
) -> FoundWalk:
    """Find the walk in consecutive blocks of one recording.

    Raises
    ------
    AnalysisError
        No block can be used. Beside usable blocks, such a block only holds no walking.
    """
    search = _Search()
    for block in blocks:
        search = _step(search, block, find=find, longest_bout_s=longest_bout_s)
    if search.carried is not None:
        search = _keep(search, _look(search.carried, find=find), until_s=inf)
    if search.refusals and len(search.refusals) == len(search.kept):
        raise search.refusals[-1]
    return _joined(search.kept)


def _step(search: _Search, block: Recording, *, find: FindWalk, longest_bout_s: float) -> _Search:
    """Keep what the block cannot change any more, and carry over the rest.

    A block is only looked at when the next one has come: the last needs no cut.
    """
    if search.carried is None:
        return replace(search, carried=block)
    start_s, end_s = _limits_s(search.carried)
    looked = _look(search.carried, find=find)
    cut_s = _last_quiet_s(looked.walk, end_s=end_s - _UNFINISHED_S, grid=_grid(search.carried))
    if cut_s > start_s:
        rest = search.carried.between(cut_s, inf)
        return replace(_keep(search, looked, until_s=cut_s), carried=follow_on(rest, block))
    if end_s - start_s < longest_bout_s:
        return replace(search, carried=follow_on(search.carried, block))
    cut = replace(looked, findings=(*looked.findings, _block_cut(end_s, longest_bout_s)))
    return replace(_keep(search, cut, until_s=inf), carried=block)


def _look(recording: Recording, *, find: FindWalk) -> FoundWalk:
    try:
        return find(recording)
    except (SignalNotUsable, SignalTooShort) as refusal:
        walk = Walk(bouts=(), turns=(), no_walking_reason=str(refusal))
        finding = _unusable(refusal, _limits_s(recording))
        return FoundWalk(walk=walk, findings=(finding,), refusal=refusal)


def _grid(recording: Recording) -> tuple[float, float]:
    """Tell where cuts may lie: from where on, and how far apart."""
    clock = max((each.clock for each in recording.sensors), key=lambda each: each.samples_count)
    return clock.first_s, _EVEN_SAMPLES / clock.sampling_rate_hz


def _last_quiet_s(walk: Walk, *, end_s: float, grid: tuple[float, float]) -> float:
    """Find the last moment on the grid before ``end_s`` that is far from every bout and turn."""
    first_s, apart_s = grid

    def on_grid(time_s: float) -> float:
        return first_s + math.floor((time_s - first_s) / apart_s) * apart_s

    quiet_s = on_grid(end_s - _QUIET_S)
    bouts = [(bout.end_s, bout.start_s) for bout in walk.bouts]
    turns = [(turn.end_s, turn.start_s) for turn in walk.turns]
    for busy_end_s, busy_start_s in sorted([*bouts, *turns], reverse=True):
        if busy_end_s + _QUIET_S > quiet_s:
            quiet_s = min(quiet_s, on_grid(busy_start_s - _QUIET_S))
    return quiet_s


def _keep(search: _Search, looked: FoundWalk, *, until_s: float) -> _Search:
    """Keep what begins before the cut; the rest is found again in the next block."""
    walk = looked.walk
    before = replace(
        walk,
        bouts=tuple(bout for bout in walk.bouts if bout.start_s < until_s),
        turns=tuple(turn for turn in walk.turns if turn.start_s < until_s),
    )
    findings = tuple(each for each in looked.findings if (each.start_s or 0.0) < until_s)
    kept = replace(looked, walk=before, findings=findings)
    refusals = () if looked.refusal is None else (looked.refusal,)
    return replace(search, kept=(*search.kept, kept), refusals=(*search.refusals, *refusals))


def _joined(parts: Sequence[FoundWalk]) -> FoundWalk:
    bouts = tuple(bout for part in parts for bout in part.walk.bouts)
    reasons = [part.walk.no_walking_reason for part in parts if part.walk.no_walking_reason]
    walk = Walk(
        bouts=bouts,
        turns=tuple(turn for part in parts for turn in part.walk.turns),
        no_walking_reason=None if bouts or not reasons else reasons[0],
    )
    return FoundWalk(walk=walk, findings=tuple(each for part in parts for each in part.findings))


def _limits_s(recording: Recording) -> tuple[float, float]:
    clocks = [sensor.clock for sensor in recording.sensors]
    return min(clock.first_s for clock in clocks), max(clock.end_s for clock in clocks)


def _unusable(refusal: AnalysisError, limits_s: tuple[float, float]) -> QualityFinding:
    start_s, end_s = limits_s
    return QualityFinding(
        code="dropout",
        severity=Severity.WARNING,
        sensor=None,
        start_s=start_s,
        end_s=end_s,
        found=str(refusal),
        done="No walking was looked for in this part of the recording.",
    )


def _block_cut(cut_s: float, longest_bout_s: float) -> QualityFinding:
    return QualityFinding(
        code="block-cut",
        severity=Severity.WARNING,
        sensor=None,
        start_s=cut_s,
        end_s=cut_s,
        found=f"The person walks on for longer than {longest_bout_s / 3600:g} h without a rest.",
        done="The recording was cut here; a stride across the cut is lost, and one bout is two.",
    )
