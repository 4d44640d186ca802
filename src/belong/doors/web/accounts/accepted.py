"""What a newcomer accepts with the form of signing up. It counts from when their address is proved: before, anybody may
have typed it."""

from collections.abc import Mapping

from django.http import HttpRequest

from belong.ground.groups.public import actor_for
from belong.ground.kernel.public import Invalid
from belong.ground.people.public import Account, Actor
from belong.ground.settings.public import TextCard, accept, current_versions, texts_to_accept

KEY = "accepted"
AT_THE_DOOR = ("terms", "privacy")
"""What is asked before somebody is in; the values are read when they are received."""


def asked() -> list[TextCard]:
    """The texts that whoever signs up has to accept. No query where there are none."""
    if not any(key in current_versions() for key in AT_THE_DOOR):
        return []
    return [card for card in texts_to_accept(Actor.anonymous()) if card.key in AT_THE_DOOR]


def keep_accepted(request: HttpRequest, account: Account, versions: Mapping[str, int]) -> None:
    """Remember in this browser's session what the holder of the new account ticked."""
    if versions:
        request.session[KEY] = [account.pk, dict(versions)]


def accept_kept(request: HttpRequest, account: int) -> None:
    """The address is proved, in the browser in which the texts were ticked: they are accepted. A text that was
    published anew meanwhile is asked for again, as it is of everybody."""
    holder, versions = request.session.get(KEY) or (None, {})
    if holder != account:
        return
    del request.session[KEY]
    try:
        accept(actor=actor_for(account), versions=versions)
    except Invalid as changed:
        accept(actor=actor_for(account), versions={k: v for k, v in versions.items() if k not in changed.errors})
