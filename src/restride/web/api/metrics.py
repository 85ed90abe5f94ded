"""Numbers about the server, in the text that Prometheus reads."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from restride.records.queries.metrics import metrics
from restride.web.api.asking import actor_in

router = Router(tags=["operations"])


@router.get("/metrics", response={200: None}, operation_id="metrics_read")
def read(request: HttpRequest) -> HttpResponse:
    """Give counts of jobs, recordings, uploads, sessions and alerts of the clinic."""
    lines = [f"{name} {value:g}" for name, value in metrics(actor_in(request)).items()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
