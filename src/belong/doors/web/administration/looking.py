"""The site as a member sees it: a host looks, and nothing can be written while they do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from belong.doors.web.administration.asking import Question, ask
from belong.doors.web.administration.forms import WhyForm
from belong.doors.web.shared.answers import answer_to
from belong.doors.web.shared.guards import form_view, hosts_only
from belong.doors.web.shared.http import Request, SeeOther, done, page
from belong.ground.groups.public import actor_seen_by
from belong.ground.kernel.public import NotFound, now
from belong.ground.people import public as people

KEY = "looks_as"
"""Under which a session says whom its holder looks as, and until when."""

LONGEST = timedelta(minutes=30)
THROUGH = frozenset({"look_back", "account_logout", "style", "offline", "worker", "favicon", "mark", "language"})
"""What is answered to the host themself."""

SHOWN = frozenset(
    {
        "home", "groups", "group", "group_members", "topic", "ask", "start", "attachment", "post_replies",
        "post_history", "search", "members", "person", "person_timeline", "person_ladder", "picture", "about",
        "about_text", "people", "ladder", "ladder_stage", "ladder_flows", "ladder_times", "ladder_moves", "health",
        "health_newcomers", "health_week", "health_contributions", "health_months",
    }
)  # fmt: skip
"""What many see, each as they may. All else is for the person alone or changes something."""


MAILBOX = frozenset({"mailbox", "mail", "mail_as_sent"})
"""Only in the demo more than hosts read mails: each their own."""


@hosts_only
@form_view
def begin(request: Request, uid: UUID) -> HttpResponse:
    record = people.record_of(request.actor, uid)
    question = Question(
        title=_("See the site as %(name)s does") % {"name": record.card.name},
        lead=_("For half an hour you read what they read. You can change nothing, and what is for them alone stays "
               "closed: their account, their own data, what they hope for, secret groups that you are not in. They "
               "find in their own record that you looked."),
        button=_("Look"),
        says="",
    )  # fmt: skip

    def deed(form: WhyForm) -> None:
        account = people.look_as(actor=request.actor, person=record.card.id, reason=form.cleaned_data["reason"])
        until = (now() + LONGEST).timestamp()
        request.session[KEY] = {"account": account, "until": until, "uid": str(record.card.uid)}
        rotate_token(request)  # what was drawn before can be sent by nobody

    return ask(request, record, WhyForm, question, deed, refused=record.no_look, back="/")


@require_POST
def back(request: Request) -> HttpResponse:
    """To how the host sees the site themself."""
    looked = request.session.pop(KEY, None)
    if looked is None:
        raise NotFound
    rotate_token(request)
    return done(request, f"/people/{looked['uid']}/record", _("You see the site as yourself again."))


class LookingMiddleware:
    """Stands last, where it is known who asks. Whoever looks as somebody else reads in a transaction that cannot write.

    A page for that person alone is not shown, one for hosts is not there where it is not for them, and whatever is
    sent is refused, whichever door it is for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponseBase | None:
        if getattr(view, "asks_nobody", False) or not request.actor.is_member:
            return None
        looked: dict[str, Any] | None = request.session.get(KEY)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if looked is None or name in THROUGH:
            return None
        actor = actor_seen_by(request.actor, looked["account"]) if looked["until"] > now().timestamp() else None
        if actor is None:
            return _over(request)
        request.actor = actor
        if request.method not in {"GET", "HEAD"}:
            return _closed(request, _("You look at the site as somebody else, so nothing was sent or changed."))
        if not actor.is_host and _for_hosts(view, name):
            return page(request, "404.html", {}, status=404)
        if name not in SHOWN:
            return _closed(request, _("This page is for %(name)s alone.") % {"name": actor.name or _("No name")})
        return _read_only(request, view, args, given)


def _for_hosts(view: Callable[..., HttpResponseBase], name: str | None) -> bool:
    return getattr(view, "hosts_only", False) or (name in MAILBOX and not settings.DEMO)


def _over(request: Request) -> HttpResponse:
    """The time is over, or they may not look any more: nothing that was sent counts, in nobody's name."""
    del request.session[KEY]
    rotate_token(request)
    if request.method in {"GET", "HEAD"}:
        return SeeOther(request.get_full_path())
    return _closed(request, _("You looked at the site as somebody else, and that is over: nothing was sent."))


def _closed(request: Request, reason: str) -> HttpResponse:
    return page(request, "administration/closed.jinja", {"reason": reason}, status=403)


def _read_only(
    request: Request, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], given: dict[str, Any]
) -> HttpResponseBase:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set transaction read only")
            return view(request, *args, **given)
    except Exception as error:
        answer = answer_to(request, error)
        if answer is None:
            raise
        return answer
