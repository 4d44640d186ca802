"""Asking somebody to show once more who they are, for the pages of other areas."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def freshly_proved(view: View) -> View:
    guarded: View = reauthentication_required(app="belong.mine")(view)
    return guarded
