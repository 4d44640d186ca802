"""One first step that suits somebody, and others, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from belong.community.discussions import public as discussions
from belong.community.discussions.public import TopicCard
from belong.community.opportunities import public as opportunities
from belong.community.opportunities.public import Hope, HopeCard, Offered
from belong.community.profiles import public as profiles
from belong.community.profiles.public import FaceCard, Looked
from belong.doors.web.shared import addresses
from belong.ground.groups import public as groups
from belong.ground.groups.public import GroupCard
from belong.ground.people.public import Actor
from belong.ground.tags import public as tags

ANSWER, ASK, HELLO, PEOPLE, PROFILE = "answer", "ask", "hello", "people", "profile"
QUESTIONS, NEAR, LOOKED_AT = 3, 2, 40

LEADS = {
    Hope.FAST_ANSWERS: ASK,
    Hope.LATEST_DATA: ASK,
    Hope.INSIDE_NEWS: HELLO,
    Hope.BELONG: PEOPLE,
    Hope.GIVE_BACK: ANSWER,
    Hope.BE_SEEN: ANSWER,
    Hope.NOTICED_AT_WORK: ANSWER,
    Hope.SPEAK: ANSWER,
    Hope.CAREER: PEOPLE,
    Hope.CLIENTS: ANSWER,
    Hope.INFLUENCE: HELLO,
    Hope.DECISION_MAKERS: PEOPLE,
}
"""Where each hope leads first."""

OFFERS_LEAD = {Offered.ANSWER: ANSWER, Offered.HOST: HELLO, Offered.MENTOR: ANSWER}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do now, why it suits them, and what it is about: questions, people, or where it leads."""

    kind: str
    does: str
    why: str
    href: str = ""
    questions: tuple[TopicCard, ...] = ()
    people: tuple[FaceCard, ...] = ()


def first_steps(actor: Actor) -> list[FirstStep]:
    """What suits the actor best comes first; there is always one. A fixed number of statements."""
    person = actor.person or 0
    follows = tags.followed_tags(actor, person)
    inside = [one for one in groups.groups_of(actor, person) if one.may_post]
    hopes = opportunities.own_hopes(actor)
    found = [
        _answer(actor, {one.slug: one.name for one in follows}),
        _hello(inside),
        _people(actor, follows[0].name if follows else ""),
        _ask(inside),
        FirstStep(
            PROFILE,
            _("Say who you are"),
            _("People answer a face and a few words more readily than a name."),
            "/me/profile",
        ),
    ]
    weights = _weights(hopes, [one.kind for one in opportunities.own_offers(actor)])
    return sorted([one for one in found if one is not None], key=lambda one: -weights.get(one.kind, 0))


def _weights(hopes: Sequence[HopeCard], offers: Sequence[str]) -> dict[str, int]:
    weights: dict[str, int] = {ASK: -1, PROFILE: -2}
    for hope in hopes:
        kind = LEADS[Hope(hope.kind)]
        weights[kind] = weights.get(kind, 0) + hope.strength
    for offer in offers:
        if (kind := OFFERS_LEAD.get(Offered(offer), "")) != "":
            weights[kind] = weights.get(kind, 0) + 2
    return weights


def _answer(actor: Actor, follows: dict[str, str]) -> FirstStep | None:
    """Questions without an answer on what they follow, else on what they answered before or in their groups."""
    waiting = discussions.latest(actor, unanswered=True, limit=LOOKED_AT).items
    theirs = [card for card in waiting if card.author is None or card.author.id != actor.person]
    known = [card for card in theirs if any(tag.slug in follows for tag in card.tags)][:QUESTIONS]
    chances = discussions.chances(actor, QUESTIONS)
    if known:
        about = dict.fromkeys(follows[tag.slug] for card in known for tag in card.tags if tag.slug in follows)
        why = _("Nobody has answered these yet, and you follow %(subjects)s.") % {
            "subjects": ", ".join(list(about)[:3])
        }
        return FirstStep(ANSWER, _("Answer one of these"), why, questions=tuple(known))
    if chances:
        why = _("Nobody has answered these yet, and they were asked where you are.")
        return FirstStep(ANSWER, _("Answer one of these"), why, questions=tuple(one.topic for one in chances))
    return None


def _hello(inside: Sequence[GroupCard]) -> FirstStep | None:
    if not inside:
        return None
    group = max(inside, key=lambda one: one.members or 0)
    return FirstStep(
        HELLO,
        _("Say hello in %(group)s") % {"group": group.name},
        _("You are in it, and those who read it would like to know who came."),
        f"{addresses.group(group.slug)}start",
    )


def _ask(inside: Sequence[GroupCard]) -> FirstStep | None:
    if not inside:
        return None
    group = max(inside, key=lambda one: one.members or 0)
    return FirstStep(
        ASK,
        _("Ask what you always wanted to know"),
        _("Those who can answer are in %(group)s.") % {"group": group.name},
        f"{addresses.group(group.slug)}ask",
    )


def _people(actor: Actor, subject: str) -> FirstStep | None:
    """Up to two members who are near: by a subject that both follow, else by place."""
    place = next((one.text for one in profiles.own_profile(actor).values if one.field.kind == "place" and one.text), "")
    by_subject = _near(actor, Looked(tag=subject)) if subject else ()
    by_place = _near(actor, Looked(place=place)) if place else ()
    if by_subject:
        why = _("They know about %(subject)s too.") % {"subject": subject}
    elif by_place:
        why = _("They are in %(place)s too.") % {"place": place}
    else:
        return None
    return FirstStep(PEOPLE, _("Meet people near you"), why, people=by_subject or by_place)


def _near(actor: Actor, looked: Looked) -> tuple[FaceCard, ...]:
    found = profiles.directory(actor, looked, limit=NEAR + 1).items
    return tuple(one for one in found if one.card.id != actor.person)[:NEAR]
