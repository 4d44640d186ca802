"""What an Atom feed is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from belong.care.archives.public import mask
from belong.community.discussions.public import PersonRef, PostText, TopicCard
from belong.doors.web.shared import addresses
from belong.ground.kernel.public import cards, community, escaped
from belong.ground.people.public import Actor

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody wrote; `title` and `html` are masked, and `html` is safe."""

    uid: UUID
    title: str
    path: str
    by: str
    html: str
    published: datetime
    updated: datetime
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries in order, the page that they are of, and the feed's own path."""

    title: str
    page: str
    path: str
    entries: Sequence[Entry]
    says: str = ""


def topic_entries(actor: Actor, topics: Sequence[TopicCard]) -> list[Entry]:
    """Topics with the beginning of their texts: one query."""
    told = cards(actor, [one.ref for one in topics])
    return [
        Entry(
            uid=one.uid,
            title=mask(one.title),
            path=one.url,
            by=_by(one.author, one.byline),
            html=mask(escaped(told[one.ref].excerpt)) if one.ref in told else "",
            published=one.created_at,
            updated=one.last_at,
            about=tuple(tag.name for tag in one.tags),
        )
        for one in topics
        if not one.deleted
    ]


def post_entry(title: str, post: PostText) -> Entry:
    return Entry(
        uid=post.uid,
        title=mask(title),
        path=post.url,
        by=_by(post.author, post.byline),
        html=mask(post.html),
        published=post.created_at,
        updated=post.edited_at or post.created_at,
    )


def _by(author: PersonRef | None, byline: str) -> str:
    return author.name if author is not None else byline


class _Atom(Atom1Feed):
    """An empty feed was last changed in no particular moment: not now, and not anew each time it is read."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


def answer(request: HttpRequest, feed: Feed, key: str) -> HttpResponse:
    """The feed as Atom. One with a key is for one reader: no cache keeps it, no search engine lists it."""
    made = _Atom(
        title=f"{feed.title} \N{MIDDLE DOT} {community().name}",
        link=addresses.absolute(request, feed.page),
        description=None,
        subtitle=feed.says or None,
        feed_url=addresses.absolute(request, feed.path),
        language=get_language(),
    )
    for one in feed.entries:
        made.add_item(
            title=one.title,
            link=addresses.absolute(request, one.path),
            description=one.html,
            author_name=one.by or None,
            pubdate=one.published,
            updateddate=one.updated,
            unique_id=f"urn:uuid:{one.uid}",
            categories=one.about,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "private, no-store" if key else "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
