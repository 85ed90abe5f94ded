"""Every kind of job: one line each."""

from typing import Final

from restride.records.actions.analyses import ANALYSE
from restride.records.ended_streams import FINISH_STREAM
from restride.records.jobs.analysing import ANALYSING
from restride.records.jobs.finishing import FINISHING
from restride.records.jobs.kinds import JobKinds

JOB_KINDS: Final[JobKinds] = {ANALYSE: ANALYSING, FINISH_STREAM: FINISHING}
