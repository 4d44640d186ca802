"""Jinja2 as Belong uses it: strict about unknown names, escaping, translated, with a handful of functions."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from belong.doors.web.shared import addresses, style
from belong.doors.web.shared.faces import face
from belong.doors.web.shared.times import day_text, duration, exact, time_element


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend (`TEMPLATES`, `OPTIONS`, `environment`)."""
    kept = {name: value for name, value in options.items() if name not in {"autoescape", "undefined"}}
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        **kept,
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(face=face, time=time_element)
    made.globals.update(
        address=addresses,
        day=day_text,
        duration=duration,
        exact=exact,
        face=face,
        language=get_language,
        notices=notices,
        number=number,
        organisation=settings.ORGANISATION_NAME,
        sign_up_open=settings.ACCOUNT_SIGN_UP_OPEN,
        static=static,
        stylesheet=style.address,
        time=time_element,
    )
    return made


def notices(request: HttpRequest) -> list[str]:
    """What the last write said, once; looked for only where the browser holds something."""
    if "messages" not in request.COOKIES:
        return []
    return [message.message for message in get_messages(request)]


def number(value: int | float) -> str:
    """A number with its thousands apart, by a space that does not break."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
