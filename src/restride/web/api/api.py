"""The API as a whole: its parts, who may ask, and how it refuses."""

from typing import Final

from ninja import NinjaAPI, Router

import restride
from restride.web.api import (
    accounts,
    alerts,
    appointments,
    assessments,
    care_team,
    classes,
    clinic,
    consents,
    content,
    devices,
    education,
    episodes,
    falls,
    findings,
    goals,
    messages,
    metrics,
    patient_rights,
    people,
    phases,
    plans,
    progress,
    recordings,
    reports,
    results,
    safety,
    sessions,
    staff,
    streams,
    tokens,
    trail,
    visits,
)
from restride.web.api.asking import ByAppSession, ByServiceToken, BySession
from restride.web.api.described import DescribedAPI
from restride.web.api.parsing import StrictParser
from restride.web.api.problems import tell_problems

#: One line a part.
ROUTERS: Final[tuple[Router, ...]] = (
    accounts.router,
    clinic.router,
    staff.router,
    tokens.router,
    people.router,
    recordings.router,
    streams.router,
    sessions.router,
    messages.router,
    progress.router,
    education.router,
    reports.router,
    alerts.router,
    appointments.router,
    classes.router,
    episodes.router,
    falls.router,
    safety.router,
    visits.router,
    assessments.router,
    results.router,
    findings.router,
    goals.router,
    plans.router,
    phases.router,
    care_team.router,
    consents.router,
    patient_rights.router,
    trail.router,
    content.router,
    devices.router,
    metrics.router,
)


def make_api() -> NinjaAPI:
    """Join the parts."""
    api = DescribedAPI(
        title="Restride",
        version=restride.__version__,
        description="The record of a gait and balance clinic.",
        auth=[BySession(csrf=True), ByAppSession(), ByServiceToken()],
        urls_namespace="api",
        docs_url=None,
        parser=StrictParser(),
    )
    tell_problems(api)
    for router in ROUTERS:
        api.add_router("", router)
    return api


api = make_api()
