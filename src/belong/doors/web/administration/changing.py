"""Changing a record: the name, what somebody is known by, whether they work for us, the account."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from belong.doors.web.administration.asking import Question, ask, record_address
from belong.doors.web.administration.forms import KnownForm, NameForm, StaffForm, TakeForm, WhyForm
from belong.doors.web.shared.forms import sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, SeeOther
from belong.doors.web.shared.known import known_as
from belong.ground.kernel.public import NotFound, community
from belong.ground.people import public as people


@hosts_only
@form_view
def name(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    question = Question(
        title=_("Change the name"),
        lead=_("It stands beside all that they wrote, at once. They can change it back themselves."),
        button=_("Change the name"),
        says=_("The name is changed."),
        initial={"name": record.card.name if record.card.named else ""},
    )
    return ask(
        request,
        record,
        NameForm,
        question,
        lambda form: people.rename(actor=request.actor, person=record.card.id, **form.cleaned_data),
        refused=record.no_change,
    )


@hosts_only
@form_view
def known(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    question = Question(
        title=_("Add an address, a number or a handle"),
        lead=_("Whoever writes or is imported under it is this person from then on. Hosts and the person see it."),
        button=_("Add it"),
        says=_("Added."),
    )
    return ask(
        request,
        record,
        KnownForm,
        question,
        lambda form: people.add_known(
            actor=request.actor,
            person=record.card.id,
            source=form.source,
            key=form.cleaned_data["key"],
            reason=form.cleaned_data["reason"],
        ),
        refused=record.no_change,
    )


def _taken(request: Request, record: people.RecordDetail) -> HttpResponse:
    """Sent twice, they are not known by it any more: the history says so."""
    said = request.POST.get("known", "")
    lately = people.edits_of(request.actor, record.card.id).items if said and not record.no_change else []
    if any(one.what == "not_known" and one.before == said for one in lately):
        return SeeOther(record_address(record.card.uid))
    raise NotFound


@hosts_only
@form_view
def not_known(request: Request, uid: UUID, identity: int) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    found = next((one for one in record.known if one.identity.id == identity), None)
    if found is None:
        return _taken(request, record)
    who, where = known_as(found.identity.source, found.identity.key)
    question = Question(
        title=_("Take “%(who)s” away") % {"who": who or where},
        lead=_("They are not known by it any more (%(where)s). What they wrote stays theirs.") % {"where": where},
        button=_("Take it away"),
        says=_("Taken away."),
        bad=True,
        initial={"known": f"{found.identity.source}:{found.identity.key}"},
    )
    return ask(
        request,
        record,
        TakeForm,
        question,
        lambda form: people.take_known(
            actor=request.actor, person=record.card.id, identity=identity, reason=form.cleaned_data["reason"]
        ),
        refused=record.no_change or found.stays,
    )


@hosts_only
@form_view
def staff(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    wanted = request.POST.get("staff") or ("no" if record.card.is_staff else "yes")
    given = {"name": record.card.name, "organisation": community().name}
    if wanted == "no":
        title = _("%(name)s does not work for %(organisation)s any more") % given
        lead = _("From then on figures count what they do, as they do for every member.")
    else:
        title = _("%(name)s works for %(organisation)s") % given
        lead = _("Everybody reads it beside their name, and figures leave out what they do.")
    question = Question(title=title, lead=lead, button=_("This is so"), says=_("Kept."), initial={"staff": wanted})
    return ask(
        request,
        record,
        StaffForm,
        question,
        lambda form: people.mark_staff(
            actor=request.actor,
            person=record.card.id,
            staff=form.cleaned_data["staff"] == "yes",
            reason=form.cleaned_data["reason"],
        ),
        refused=record.no_change,
    )


def _as_it_is(request: Request, record: people.RecordDetail) -> HttpResponse:
    """Sent twice, it is so already; there is nothing to ask."""
    if sent(request) and record.accounts and not record.no_change:
        return SeeOther(record_address(record.card.uid))
    raise NotFound


@hosts_only
@form_view
def close(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    if not record.signs_in:
        return _as_it_is(request, record)
    question = Question(
        title=_("Close the account of %(name)s") % {"name": record.card.name},
        lead=_("They are signed out everywhere at once and sign in no more. All they wrote stays, and so does their "
               "record. You can open the account again at any time."),
        button=_("Close the account"),
        says=_("The account is closed; they are signed out everywhere."),
        bad=True,
    )  # fmt: skip
    return ask(
        request,
        record,
        WhyForm,
        question,
        lambda form: people.close_accounts(actor=request.actor, person=record.card.id, **form.cleaned_data),
        refused=record.no_change,
    )


@hosts_only
@form_view
def reopen(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    if record.signs_in or not record.accounts:
        return _as_it_is(request, record)
    question = Question(
        title=_("Open the account of %(name)s again") % {"name": record.card.name},
        lead=_("They can sign in as before, with the same password and passkeys. No device is signed in by it."),
        button=_("Open the account again"),
        says=_("They can sign in again."),
    )
    return ask(
        request,
        record,
        WhyForm,
        question,
        lambda form: people.reopen_accounts(actor=request.actor, person=record.card.id, **form.cleaned_data),
        refused=record.no_change,
    )
