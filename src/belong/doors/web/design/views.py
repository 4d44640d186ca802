"""The page of components, for hosts. Its people and texts are made up; nothing on it does anything."""

from datetime import timedelta
from uuid import UUID, uuid5

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from belong.community.discussions.public import GroupRef, PersonRef, TagRef, TopicCard
from belong.doors.web.shared.forms import body_field, line_field
from belong.doors.web.shared.guards import hosts_only
from belong.doors.web.shared.http import Request, page
from belong.ground.kernel.public import Page, now
from belong.ground.people.public import PersonCard

NAMES = (
    "Ana Ruiz",
    "Ben Okafor",
    "Chiara Conti",
    "Dag Lindqvist",
    "Esra Yılmaz",
    "Farid Haddad",
    "Grete Holm",
    "Hiro Tanaka",
    "Ines Duarte",
    "Jonas Weber",
    "Kavya Rao",
    "Lior Ben-Ami",
    "Małgorzata Wójcik",
    "Nia Bello",
    "Olu",
    "Пётр Иванов",
    "曉明",
    "ז׳אן",
)
OURS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
COLOURS = (
    *("paper", "raised", "sunk", "ink", "ink-quiet", "hairline", "edge", "brand", "brand-deep", "brand-soft", "lamp"),
    *("good", "good-soft", "bad", "bad-soft", "data-1", "data-2", "data-3", "data-4", "data-5"),
    *("heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"),
)
ICONS = ("search", "users", "message-circle", "mail", "phone", "calendar-days", "handshake", "heart", "check", "sprout")


class Sample(forms.Form):
    """A field of each kind."""

    title = line_field(_("Title"), _("One sentence that says what it is about."))
    place = line_field(_("Where"), required=False)
    day = forms.DateField(label=_("As of the end of"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[("all", _("Everybody, visitors and search engines too")), ("members", _("Every member"))],
        widget=forms.RadioSelect,
    )
    remember = forms.BooleanField(label=_("Keep me signed in on this device"), required=False)
    body = body_field(_("Your answer"), _("You can use Markdown: *emphasis*, `code`, - lists, > quotes."))


@hosts_only
@require_safe
def design(request: Request) -> HttpResponse:
    people = [PersonCard(number, uuid5(OURS, name), name) for number, name in enumerate(NAMES)]
    wrong = Sample({"title": "", "day": "soon", "body": " ", "audience": "members"}, auto_id="wrong_%s")
    fresh = Sample(initial={"audience": "members"})
    return page(
        request,
        "design/design.jinja",
        {
            "people": people,
            "topics": _topics(people),
            "form": fresh,
            "wrong": wrong,
            "colours": COLOURS,
            "icons": ICONS,
            "at": now() - timedelta(hours=5),
            "earlier": now() - timedelta(days=400),
            "pages": Page([], "next", "previous"),
        },
    )


def _topics(people: list[PersonCard]) -> list[TopicCard]:
    """A question that waits, one with answers, one that is settled, a conversation, and a long title."""
    group = GroupRef(1, "bakers", "Bakers", "/groups/bakers/")
    said = (
        ("question", "Why does my rye loaf collapse in the middle?", 0, False, ("rye", "oven")),
        ("question", "Which mill for a school of thirty children?", 3, False, ()),
        ("question", "How do I keep a starter alive over the summer?", 2, True, ("starter",)),
        ("conversation", "What we learned at the open day, with photographs of the new oven in the yard", 0, False, ()),
    )
    at = now() - timedelta(hours=30)
    return [
        TopicCard(
            id=place,
            uid=person.uid,
            kind=kind,
            title=title,
            url="/_design",
            group=group,
            author=PersonRef(person.id, person.uid, person.name, f"/people/{person.uid}", False, False),
            byline="",
            created_at=at,
            last_at=at,
            answers=answers,
            replies=4,
            score=0,
            accepted=accepted,
            deleted=False,
            tags=tuple(TagRef(tag, tag) for tag in tags),
        )
        for place, (person, (kind, title, answers, accepted, tags)) in enumerate(zip(people, said, strict=False))
    ]
