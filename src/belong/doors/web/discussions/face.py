"""A public topic as strangers and search engines get it: addresses masked, told in schema.org's words."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from belong.care.archives.public import mask
from belong.community.discussions.public import PersonRef, PostCard, Thread, TopicPage
from belong.doors.web.shared import addresses
from belong.doors.web.shared.masking import masked_topic
from belong.doors.web.shared.public import Public, structured
from belong.ground.kernel.public import plain

SHORT, LONG = 200, 1_000


def masked(shown: TopicPage) -> TopicPage:
    """The page without e-mail addresses, also those that members wrote: strangers are shown none."""
    opening = _masked_thread(shown.opening) if shown.opening is not None else None
    return replace(
        shown,
        topic=masked_topic(shown.topic),
        opening=opening,
        posts=tuple(_masked_thread(one) for one in shown.posts),
        links=tuple(link._replace(title=mask(link.title)) for link in shown.links),
    )


def masked_post(card: PostCard) -> PostCard:
    return replace(card, html=mask(card.html))


def _masked_thread(thread: Thread) -> Thread:
    return Thread(masked_post(thread.post), tuple(masked_post(reply) for reply in thread.replies), thread.more)


def face(request: HttpRequest, shown: TopicPage, after: str | None) -> Public:
    """What a public topic says of itself; its further pages are addresses of their own."""
    topic, first = shown.topic, shown.opening
    path = addresses.with_query(topic.url, after=after)
    return Public(
        address=addresses.absolute(request, path),
        title=topic.title,
        says=plain(first.post.html, SHORT) if first is not None else "",
        kind="article",
        feed=addresses.topic_feed(topic.uid),
        data=_data(request, shown, first) if first is not None else None,
    )


def _data(request: HttpRequest, shown: TopicPage, first: Thread) -> Markup:
    return structured((_question if shown.topic.is_question else _posting)(request, shown, first))


def _question(request: HttpRequest, shown: TopicPage, first: Thread) -> dict[str, Any]:
    """https://schema.org/QAPage"""
    answers = [one.post for one in shown.posts if one.post.kind == "answer" and not one.post.removed]
    told = [_told(request, card, "Answer") for card in answers]
    question: dict[str, Any] = {
        **_told(request, first.post, "Question"),
        "name": shown.topic.title,
        "answerCount": shown.topic.answers,
    }
    if accepted := [one for one, card in zip(told, answers, strict=True) if card.accepted]:
        question["acceptedAnswer"] = accepted[0]
    if suggested := [one for one, card in zip(told, answers, strict=True) if not card.accepted]:
        question["suggestedAnswer"] = suggested
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _posting(request: HttpRequest, shown: TopicPage, first: Thread) -> dict[str, Any]:
    """https://schema.org/DiscussionForumPosting"""
    replies = [one.post for one in shown.posts if not one.post.removed]
    return {
        "@context": "https://schema.org",
        **_told(request, first.post, "DiscussionForumPosting"),
        "headline": shown.topic.title,
        "commentCount": shown.topic.replies,
        "comment": [_told(request, card, "Comment") for card in replies],
    }


def _told(request: HttpRequest, card: PostCard, kind: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": kind,
        "text": plain(card.html, LONG),
        "datePublished": card.created_at.isoformat(timespec="seconds"),
        "url": addresses.absolute(request, card.url),
        "upvoteCount": max(card.score, 0),
    }
    if card.edited_at is not None:
        told["dateModified"] = card.edited_at.isoformat(timespec="seconds")
    if name := _name(card.author, card.byline):
        told["author"] = {"@type": "Person", "name": name}
    return told


def _name(author: PersonRef | None, byline: str) -> str:
    return author.name if author is not None else byline
