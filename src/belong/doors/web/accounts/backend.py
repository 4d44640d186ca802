"""The library's way to sign in; whose session it is, is found together with what they may do, by one statement."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser

from belong.ground.groups.public import account_and_actor, actor_for
from belong.ground.people.public import Account, Actor


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Wired in by the setting `AUTHENTICATION_BACKENDS`: every signed-in page begins with `get_user`."""

    def get_user(self, user_id: int) -> Account | None:
        found = account_and_actor(int(user_id))
        if found is None:
            return None
        account, actor = found
        account.acts_as = actor  # type: ignore[attr-defined]
        return account


def actor_of(user: Account | AnonymousUser | None) -> Actor:
    """Who acts where `user` is signed in: told by `get_user`, else looked up."""
    found: Actor | None = getattr(user, "acts_as", None)
    return found or actor_for(user.pk if user is not None and user.is_authenticated else None)
