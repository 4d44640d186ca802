"""Atom feeds: of what everybody may read, and under a signed address of what one member may read.

The address of a member's feeds is a key to their reading: it can be renewed and ended on a page of the account. In all
feeds e-mail addresses are masked, as feeds wander.
"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from belong.care.archives.public import mask
from belong.community.discussions import public as discussions
from belong.doors.web.feeds.atom import Feed, answer, post_entry, topic_entries
from belong.doors.web.shared import addresses
from belong.doors.web.shared.guards import for_everybody, form_view, members_only
from belong.doors.web.shared.http import Request, done, page
from belong.doors.web.shared.languages import speak_to
from belong.doors.web.shared.whole import whole
from belong.ground.groups import public as groups
from belong.ground.kernel.public import NotFound
from belong.ground.people import public as people
from belong.ground.people.public import Actor

MOST_GROUPS = 500


def reader(request: Request, key: str) -> Actor:
    """Who reads a feed: whoever holds the signed address, as far as its account reads now; without one a stranger.

    What the house says in it is said in their language.
    """
    if not key:
        return Actor.anonymous()
    account = people.account_of_feeds(key)
    if account is None:
        raise NotFound
    found = groups.actor_for(account)
    speak_to(request, found.language)
    return found


@require_safe
@whole()
def latest(request: Request) -> HttpResponse:
    return _latest(request, "")


@require_safe
@whole()
def group(request: Request, slug: str) -> HttpResponse:
    return _group(request, slug, "")


@require_safe
@whole()
def topic(request: Request, uid: UUID) -> HttpResponse:
    return _topic(request, uid, "")


@for_everybody
@require_safe
def signed_latest(request: Request, key: str) -> HttpResponse:
    return _latest(request, key)


@for_everybody
@require_safe
def signed_group(request: Request, key: str, slug: str) -> HttpResponse:
    return _group(request, slug, key)


@for_everybody
@require_safe
def signed_topic(request: Request, key: str, uid: UUID) -> HttpResponse:
    return _topic(request, uid, key)


def _latest(request: Request, key: str) -> HttpResponse:
    actor = reader(request, key)
    entries = topic_entries(actor, discussions.latest(actor).items)
    return answer(request, Feed(_("The newest talk"), "/", addresses.site_feed(key), entries), key)


def _group(request: Request, slug: str, key: str) -> HttpResponse:
    actor = reader(request, key)
    card = groups.group(actor, slug)
    if not card.may_read:
        raise NotFound
    entries = topic_entries(actor, discussions.latest(actor, slug).items)
    feed = Feed(card.name, addresses.group(slug), addresses.group_feed(slug, key), entries, card.summary)
    return answer(request, feed, key)


def _topic(request: Request, uid: UUID, key: str) -> HttpResponse:
    actor = reader(request, key)
    card = discussions.topic_page(actor, uid).topic
    entries = [post_entry(card.title, post) for post in discussions.newest_posts(actor, uid)]
    return answer(request, Feed(mask(card.title), card.url, addresses.topic_feed(uid, key), entries), key)


@never_cache
@form_view
@members_only
def own(request: Request) -> HttpResponse:
    """The member's own feeds: their address, a new one instead, or none any more."""
    if request.method == "POST":
        if request.POST.get("act") == "end":
            people.end_feed_key(actor=request.actor)
            return done(request, "/account/feeds", _("The address of your feeds leads nowhere any more."))
        people.renew_feed_key(actor=request.actor)
        return done(request, "/account/feeds", _("Your feeds have a new address."))
    key = people.feed_key(request.actor)
    mine = [one for one in groups.groups(request.actor, limit=MOST_GROUPS).items if one.is_member and one.may_read]
    feeds = []
    if key is not None:
        feeds = [(_("All that you may read"), addresses.absolute(request, addresses.site_feed(key)))]
        feeds += [(one.name, addresses.absolute(request, addresses.group_feed(one.slug, key))) for one in mine]
    return page(request, "feeds/own.jinja", {"feeds": feeds})
