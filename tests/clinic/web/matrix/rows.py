"""Every row of the matrix: an operation without one fails the tests."""

from typing import Final

from tests.clinic.web.matrix.row import Row
from tests.clinic.web.matrix.rows_care import EPISODES, RECORDINGS
from tests.clinic.web.matrix.rows_clinic import ACCOUNTS, DAY, PEOPLE, THE_CLINIC, THINGS
from tests.clinic.web.matrix.rows_leaving import ACCESS, LEAVING, PROGRESS, REPORTS
from tests.clinic.web.matrix.rows_measures import MEASURES, PLANS, REASONING
from tests.clinic.web.matrix.rows_training import SESSIONS

ROWS: Final[tuple[Row, ...]] = (
    *ACCOUNTS,
    *THE_CLINIC,
    *PEOPLE,
    *DAY,
    *THINGS,
    *EPISODES,
    *RECORDINGS,
    *SESSIONS,
    *MEASURES,
    *REASONING,
    *PLANS,
    *PROGRESS,
    *REPORTS,
    *ACCESS,
    *LEAVING,
)
BY_OPERATION: Final = {each.operation: each for each in ROWS}
