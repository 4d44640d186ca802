"""A table before it comes in: how each column would be read, to be corrected. Nothing is written until it is begun."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from belong.care.archives import public as archives
from belong.doors.imports.public import FORMATS, TABLES, Look, source_of_table
from belong.doors.imports.public import look as look_at
from belong.doors.web.imports import words
from belong.doors.web.imports.forms import ArchiveForm, OptionsForm
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import NotFound

REFUSED_SHOWN = 20


def address_of_look(request: Request, form: ArchiveForm, path: Path) -> str:
    """Where a table that was sent is looked at. Raises `ArchiveRefused` where it is none."""
    _look(request, form.format.key, path, form.options, {})
    query = urlencode(form.options)
    return f"/imports/look/{form.format.key}/{archives.upload_id(path)}" + (f"?{query}" if query else "")


def begun(request: Request, archive: archives.Archive) -> archives.RunCard:
    """The run of an archive that was sent."""
    run = archives.bring_later(actor=request.actor, archive=archive)
    if run.place.path != archive.place.path:  # the same archive is under way already, from where it was sent first
        archives.forget_upload(Path(archive.place.path))
    return run


@hosts_only
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: Request, key: str, upload: UUID) -> HttpResponse:
    if key not in TABLES:
        raise NotFound
    path = archives.found_upload(upload)
    given = (request.POST if request.method == "POST" else request.GET).copy()
    for option in FORMATS[key].options:
        given.setdefault(option.name, option.default)
    form = OptionsForm(FORMATS[key], given)
    if not form.is_valid():
        return _page(request, form, Look((), (), None), status=422)
    columns = _columns(given)
    try:
        if request.method == "POST" and "begin" in given:
            archive = FORMATS[key].open(path, {**form.options, "columns": json.dumps(columns)})
            archive.check(lambda done, total: None)
            return done(request, f"/imports/{begun(request, archive).id}")
        found = _look(request, key, path, form.options, columns)
    except archives.ArchiveRefused as refused:
        says = words.refusal(refused, path)
        return _page(request, form, _without(key, path, form.options, columns, says), status=422)
    return _page(request, form, found, status=422 if found.refused and request.method == "POST" else 200)


def _columns(given: QueryDict) -> dict[str, str]:
    """What each column is to be read as; the headings stand beside, in the same order."""
    return dict(zip(given.getlist("heading"), given.getlist("column"), strict=False))


def _look(request: Request, key: str, path: Path, options: Mapping[str, str], columns: Mapping[str, str]) -> Look:
    before = archives.last_place(request.actor, source_of_table(key, path, options))
    usual = json.loads(before.options.get("columns") or "{}") if before else {}
    found = look_at(key, path, {**options, "columns": json.dumps(columns)}, usual)
    return replace(found, refused=words.refusal(found.refused, path))


def _without(key: str, path: Path, options: Mapping[str, str], columns: Mapping[str, str], refused: str) -> Look:
    """The columns as they were chosen, and why they are refused."""
    try:
        known = look_at(key, path, dict(options), {})
    except archives.ArchiveRefused:
        return Look(tuple(columns.items()), (), None, refused)
    return Look(
        tuple((heading, columns.get(heading, field)) for heading, field in known.columns), known.fields, None, refused
    )


def _page(request: Request, form: OptionsForm, found: Look, *, status: int) -> HttpResponse:
    fields = dict.fromkeys([*found.fields, *(field for _, field in found.columns if field != "-")])
    context = {
        "form": form,
        "format": form.format,
        "look": found,
        "fields": [(field, words.field(field)) for field in fields],
        "kind": words.kind,
        "refused_shown": REFUSED_SHOWN,
        "section": "imports",
    }
    return page(request, "imports/look.jinja", context, status=status)
