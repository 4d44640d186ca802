"""What this community asks its people, and who may open the directory. For hosts."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.community.profiles import public as profiles
from belong.doors.web.profiles.forms.asking import WITH_OPTIONS, FieldForm
from belong.doors.web.profiles.reading import strangers_find_people
from belong.doors.web.profiles.words import KINDS, SHOWN
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.labels import label_of
from belong.ground.kernel.public import Invalid

HERE = "/profiles/fields"


@hosts_only
@form_view
def every(request: Request) -> HttpResponse:
    """All that is asked, in order, and a form to ask something more."""
    form = FieldForm(request.POST if sent(request) else None)
    if sent(request) and form.is_valid():
        attempt(form, partial(profiles.add_field, actor=request.actor, **form.given))
        if not form.errors:
            return done(request, HERE, _("This is asked from now on."))
    return _listed(request, form)


def _listed(request: Request, form: FieldForm, refused: dict[str, str] | None = None) -> HttpResponse:
    """The page; `refused`: which of the fields stays as it is, and why."""
    context: dict[str, object] = {
        "fields": [(field, label_of(field)) for field in profiles.all_fields(request.actor)],
        "form": form,
        "refused": refused or {},
        "kinds": dict(KINDS),
        "shown_to": dict(SHOWN),
        "is_open": profiles.directory_is_open(),
        "strangers_find": strangers_find_people(),
    }
    return page(request, "profiles/fields.jinja", context, status=422 if form.errors or refused else 200)


@hosts_only
@form_view
def one(request: Request, key: str) -> HttpResponse:
    field = profiles.field(request.actor, key)
    form = FieldForm(request.POST if sent(request) else None, known=field)
    if sent(request) and form.is_valid():
        attempt(form, partial(profiles.change_field, actor=request.actor, key=key, **form.given))
        if not form.errors:
            return done(request, HERE, _("It is asked like this from now on."))
    context: dict[str, object] = {
        "field": field,
        "label": label_of(field),
        "form": form,
        "kind": dict(KINDS)[field.kind],
        "has_options": field.kind in WITH_OPTIONS,
    }
    return page(request, "profiles/field.jinja", context, status=422 if form.errors else 200)


@hosts_only
@require_POST
def move(request: Request, key: str) -> HttpResponse:
    profiles.move_field(actor=request.actor, key=key, up=request.POST.get("way") == "up")
    return done(request, HERE)


@hosts_only
@require_POST
def retire(request: Request, key: str) -> HttpResponse:
    profiles.retire_field(actor=request.actor, key=key)
    return done(request, HERE, _("It is asked and shown no more. What people said waits for its return."))


@hosts_only
@require_POST
def restore(request: Request, key: str) -> HttpResponse:
    try:
        profiles.restore_field(actor=request.actor, key=key)
    except Invalid as wrong:
        return _listed(request, FieldForm(), {key: " ".join(wrong.errors.values())})
    return done(request, HERE, _("It is asked and shown again, with what people had said."))


@hosts_only
@require_POST
def directory(request: Request) -> HttpResponse:
    is_open = request.POST.get("open") == "yes"
    profiles.open_directory(actor=request.actor, is_open=is_open)
    says = _("Strangers find who lets everyone find them.") if is_open else _("The list is for members alone.")
    return done(request, HERE, says)
