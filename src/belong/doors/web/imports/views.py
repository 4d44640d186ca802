"""Import runs, for hosts."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from belong.care.archives import public as archives
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, page


@hosts_only
@require_safe
def runs(request: Request) -> HttpResponse:
    return page(request, "imports/runs.jinja", {"runs": archives.runs(request.actor), "section": "imports"})


@hosts_only
@require_safe
def run(request: Request, number: int) -> HttpResponse:
    return page(request, "imports/run.jinja", {"run": archives.run_card(request.actor, number), "section": "imports"})
