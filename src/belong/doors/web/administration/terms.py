"""Roles with terms of office, and those that end soon."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from belong.doors.web.administration.asking import Question, ask, record_address
from belong.doors.web.administration.forms import AppointForm, MaybeWhyForm, TermForm, until_at
from belong.doors.web.shared.forms import sent
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.doors.web.shared.roles import role_said
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people

LIST = "/people/terms"


@hosts_only
@require_safe
def soon(request: Request) -> HttpResponse:
    """The terms that end within 60 days, with whether each wishes to continue; and those to come."""
    ending = people.terms_ending(request.actor)
    return page(
        request,
        "administration/terms.jinja",
        {
            "ending": ending,
            "to_come": people.terms_to_come(request.actor),
            "may": {one.role: people.may_appoint(request.actor, one.role).ok for one in ending},
            "role_said": role_said,
            "section": "people",
        },
    )


@hosts_only
@form_view
def appoint(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    question = Question(
        title=_("Give %(name)s a role") % {"name": record.card.name},
        lead=_("A role is shown beside their name. With a last day it ends by itself, and 60 days before you are asked "
               "whether they wish to continue."),
        button=_("Give the role"),
        says=_("The role is given."),
        suggestions=people.role_words(),
    )  # fmt: skip

    def deed(form: AppointForm) -> None:
        people.appoint(
            actor=request.actor,
            person=record.card.id,
            role=form.word,
            from_at=form.from_at,
            until_at=until_at(form),
            reason=form.cleaned_data["reason"],
        )

    return ask(request, record, AppointForm, question, deed)


def _found(request: Request, uid: UUID, number: int, *, to_come: bool = False) -> tuple[people.RecordDetail, str]:
    """The record and the role of that number in it, in words. Raises `NotFound`."""
    record = people.record_of(request.actor, uid)
    for one in record.terms:
        if one.id == number and one.is_to_come is to_come:
            return record, role_said(one.role)
    raise NotFound


def _ended(request: Request, uid: UUID, held: int) -> HttpResponse | None:
    """Sent twice, it is so already; there is nothing to ask of a role that was ended."""
    record = people.record_of(request.actor, uid)
    if any(one.id == held and not record.no_role[one.role] for one in record.past):
        return SeeOther(record_address(record.card.uid))
    return None


@hosts_only
@form_view
def term(request: Request, uid: UUID, held: int) -> HttpResponse:
    record, role = _found(request, uid, held)
    last_day = next(one.last_day for one in record.terms if one.id == held and not one.is_to_come)
    question = Question(
        title=_("%(role)s: until when?") % {"role": role},
        lead=_("On the last day it ends by itself."),
        button=_("Set the term"),
        says=_("The term is set."),
        initial={"until": last_day},
    )
    return ask(
        request,
        record,
        TermForm,
        question,
        lambda form: people.set_term(
            actor=request.actor,
            person=record.card.id,
            held=held,
            until_at=until_at(form),
            reason=form.cleaned_data["reason"],
        ),
    )


@hosts_only
@form_view
def end(request: Request, uid: UUID, held: int) -> HttpResponse:
    if sent(request) and (ended := _ended(request, uid, held)):
        return ended
    record, role = _found(request, uid, held)
    question = Question(
        title=_("End the role: %(role)s") % {"role": role},
        lead=_("%(name)s has it no more from now on. That they had it stays.") % {"name": record.card.name},
        button=_("End the role"),
        says=_("The role is ended."),
        bad=True,
    )
    return ask(
        request,
        record,
        MaybeWhyForm,
        question,
        lambda form: people.end_term(actor=request.actor, person=record.card.id, held=held, **form.cleaned_data),
    )


@hosts_only
@require_POST
def continues(request: Request, uid: UUID, held: int) -> HttpResponse:
    record, _role = _found(request, uid, held)
    people.say_continues(
        actor=request.actor, person=record.card.id, held=held, continues=request.POST.get("continues", "")
    )
    return done(request, LIST, _("Kept."))


@hosts_only
@require_POST
def call_off(request: Request, uid: UUID, appointment: int) -> HttpResponse:
    record, _role = _found(request, uid, appointment, to_come=True)
    people.call_off(actor=request.actor, person=record.card.id, appointment=appointment)
    return done(request, record_address(record.card.uid), _("Called off."))
