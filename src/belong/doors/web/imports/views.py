"""Import runs, for hosts: start one by a file, watch it, read what came and what was left out, take it back."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from belong.care.archives import public as archives
from belong.doors.imports.public import FORMATS, TABLES, Format
from belong.doors.web.imports import words
from belong.doors.web.imports.forms import ArchiveForm
from belong.doors.web.imports.looking import address_of_look, begun
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound

AT_ONCE = 64 << 20
"""An archive of so many bytes is read to its end while its sender waits; a larger one by the background task."""

ROOM_FOR_FIELDS = 1 << 20

STAYS = {"tags"}
"""Subjects belong to no import: they are there for everybody from then on."""


@hosts_only
@require_safe
def runs(request: Request) -> HttpResponse:
    found = [(run, words.sentence(run)) for run in archives.runs(request.actor)]
    return page(request, "imports/runs.jinja", {"runs": found, "formats": FORMATS.values(), "section": "imports"})


@hosts_only
@csrf_exempt  # `_sent` looks at it: of a body that is too large nothing is read
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, key: str) -> HttpResponse:
    if key not in FORMATS:
        raise NotFound
    if request.method != "POST":
        return _form(request, ArchiveForm(FORMATS[key]))
    if int(request.META.get("CONTENT_LENGTH") or 0) > archives.LARGEST_UPLOAD + ROOM_FOR_FIELDS:
        return _form(request, ArchiveForm(FORMATS[key]), refused=archives.UPLOAD_TOO_LARGE, status=413)
    return _sent(request, FORMATS[key])


@csrf_protect
def _sent(request: Request, format_: Format) -> HttpResponse:
    form = ArchiveForm(format_, request.POST, request.FILES)
    if form.is_valid():
        try:
            address = _kept(request, form)
        except archives.ArchiveRefused as refused:
            form.add_error("file", str(refused))
        else:
            return done(request, address)
    return _form(request, form, status=422)


def _kept(request: Request, form: ArchiveForm) -> str:
    """The address at which what was sent goes on. Nothing is kept of what is refused."""
    file = form.cleaned_data["file"]
    path = archives.keep_upload(file.name, file.chunks(), unpack=form.unpacks)
    try:
        if form.format.key in TABLES:
            return address_of_look(request, form, path)
        archive = form.format.open(path, form.options)
        if archives.size_of(path) <= AT_ONCE:
            archive.check(lambda done, total: None)
        return f"/imports/{begun(request, archive).id}"
    except archives.ArchiveRefused as refused:
        archives.forget_upload(path)
        raise archives.ArchiveRefused(words.refusal(refused, path)) from None
    except BaseException:
        archives.forget_upload(path)
        raise


def _form(request: HttpRequest, form: ArchiveForm, *, refused: str = "", status: int = 200) -> HttpResponse:
    looks = form.format.key in TABLES
    context = {"form": form, "format": form.format, "looks": looks, "refused": refused, "section": "imports"}
    return page(request, "imports/new.jinja", context, status=status)


@hosts_only
@require_safe
def run(request: Request, number: int) -> HttpResponse:
    return _run(request, number)


def _run(request: Request, number: int, refused: str = "") -> HttpResponse:
    run = archives.run_card(request.actor, number)
    context = {
        "run": run,
        "says": words.sentence(run),
        "kind": words.kind,
        "refused": refused,
        "groups": archives.groups_of_run(request.actor, number),
        "allowed": archives.may_undo_run(request.actor, number),
        "moving": run.at_work or (bool(run.asked) and not run.trouble),
        "section": "imports",
    }
    return page(request, "imports/run.jinja", context, status=422 if refused else 200)


@hosts_only
@require_safe
def rejects(request: Request, number: int) -> HttpResponse:
    given = request.GET.get("after", "")
    after = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    context = {
        "run": archives.run_card(request.actor, number),
        "rejects": archives.rejects_of(request.actor, number, after=after),
        "first": after == 0,
        "section": "imports",
    }
    return page(request, "imports/rejects.jinja", context)


@hosts_only
@require_safe
def rejects_file(request: Request, number: int) -> FileResponse:
    run = archives.run_card(request.actor, number)
    if run.rejects_file is None:
        raise NotFound
    answer = FileResponse(
        run.rejects_file.open("rb"),
        as_attachment=True,
        filename=f"run-{run.id}-rejects.jsonl",
        content_type="application/x-ndjson; charset=utf-8",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@hosts_only
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Request, number: int) -> HttpResponse:
    run = archives.run_card(request.actor, number)
    if request.method == "POST":
        try:
            archives.undo_later(actor=request.actor, run_id=number)
        except archives.ArchiveRefused as refused:
            return _run(request, number, str(refused))
        return done(request, f"/imports/{number}")
    context = {
        "run": run,
        "allowed": archives.may_undo_run(request.actor, number),
        "orphans": archives.orphans(request.actor, number),
        "brought": [
            words.counted(name, counts.loaded)
            for name, counts in run.counts.items()
            if counts.loaded and name not in STAYS
        ],
        "changed": sum(counts.changed for counts in run.counts.values()),
        "section": "imports",
    }
    return page(request, "imports/undo.jinja", context)


@hosts_only
@require_POST
def resume(request: Request, number: int) -> HttpResponse:
    try:
        archives.go_on_later(actor=request.actor, run_id=number)
    except archives.ArchiveRefused as refused:
        return _run(request, number, str(refused))
    return done(request, f"/imports/{number}")
