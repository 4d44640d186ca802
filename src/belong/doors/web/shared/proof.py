"""What asks somebody to show once more who they are: before an act that cannot be undone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

_proof: list[Callable[[View], View]] = []


def register_proof(guard: Callable[[View], View]) -> None:
    """Signing in says, when the app starts, how it asks."""
    _proof[:] = [guard]


def just_proved(view: View) -> View:
    """Whoever did not show a moment ago who they are does it first, and comes back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _proof[0](view)(request, *args, **kwargs)

    return guarded
