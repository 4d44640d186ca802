"""healthz and metrics for machines, one page for the owner."""

import secrets

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from belong.doors.web.operations.measured import exposition
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound, Verdict, failed_tasks, retry_failed, verdicts


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever sends requests here or elsewhere: 200 while this process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("well\n", content_type="text/plain; charset=utf-8")


healthz.asks_nobody = True  # type: ignore[attr-defined]  # no session is looked at: it must answer quickly and always


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, which shows the token (`BELONG_METRICS_TOKEN`); without one there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise NotFound
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


metrics.asks_nobody = True  # type: ignore[attr-defined]

PARTS = {
    "tasks": gettext_lazy("Tasks"),
    "mail": gettext_lazy("Mail"),
    "storage": gettext_lazy("Storage"),
    "followers": gettext_lazy("Followers"),
    "signing in": gettext_lazy("Signing in"),
    "archives": gettext_lazy("Archives"),
}
"""The parts of the house, by the name of the doctor's check."""


@require_safe
@hosts_only
def operation(request: Request) -> HttpResponse:
    """How each part of the house is, as the doctor sees it, and the tasks that were given up."""
    found = verdicts()
    context: dict[str, object] = {
        "verdicts": found if request.actor.is_owner else {**found, "storage": _plainly(found["storage"])},
        "parts": PARTS,
        "failed": failed_tasks(),
        "section": "operation",
    }
    return page(request, "operations/operation.jinja", context)


def _plainly(storage: Verdict) -> Verdict:
    """For hosts who do not run the machine: where files lie on it says nothing to them."""
    if storage.ok:
        return Verdict(True, _("Files are kept and found."))
    return Verdict(False, _("Files cannot be reached."), _("Tell an owner, or whoever runs this installation."))


@require_POST
@hosts_only
def retry(request: Request, task: int) -> HttpResponse:
    """A task that was given up runs again."""
    if task not in {each.id for each in failed_tasks()}:
        raise NotFound
    retry_failed(task)
    return done(request, "/operation", _("It is tried again now."))
