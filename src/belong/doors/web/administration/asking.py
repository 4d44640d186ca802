"""One page for every change of a record: what is about to change, the form, why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django import forms
from django.http import HttpResponse

from belong.doors.web.shared import addresses
from belong.doors.web.shared.forms import attempt, sent
from belong.doors.web.shared.http import Request, done, page
from belong.ground.kernel.public import Refused
from belong.ground.people.public import RecordDetail

Given = TypeVar("Given", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class Question:
    """A page that asks before it changes: its words, its form, and what then is done."""

    title: str
    lead: str
    button: str
    says: str
    bad: bool = False
    initial: dict[str, object] = field(default_factory=dict)
    suggestions: list[str] = field(default_factory=list)


def record_address(uid: UUID) -> str:
    return f"{addresses.person(uid)}/record"


def ask(
    request: Request,
    record: RecordDetail,
    kind: type[Given],
    question: Question,
    deed: Callable[[Given], object],
    *,
    refused: str = "",
    back: str = "",
) -> HttpResponse:
    """The page, or after it was sent the deed and the way back; with 422 and words where it cannot be taken.

    `refused`: why the reader may not at all, which is said before anything is asked.
    """
    if refused:
        raise Refused(refused)
    back = back or record_address(record.card.uid)
    form = kind(request.POST) if sent(request) else kind(initial=question.initial)
    if sent(request) and form.is_valid():
        attempt(form, lambda: deed(form))
        if not form.errors:
            return done(request, back, question.says)
    context = {"card": record.card, "form": form, "question": question, "back": back}
    return page(request, "administration/ask.jinja", context, status=422 if form.errors else 200)
