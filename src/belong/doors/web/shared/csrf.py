"""The hidden field that shows that a form is ours."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html


class Token:
    """Made when a page first shows a form, and once however many forms it shows: a page without one sets no cookie."""

    __slots__ = ("_field", "_request")

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._field = ""

    def __html__(self) -> str:
        if not self._field:
            self._field = format_html(
                '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(self._request)
            )
        return self._field
