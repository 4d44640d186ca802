"""Writing a mail: its kind, its parameters and the templates become a letter, in the reader's language."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from django.utils.translation import get_language_bidi, gettext, ngettext, override
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from belong.ground.arrivals.public import leaving_path
from belong.ground.kernel.public import Letter, Outgoing, community
from belong.ground.people.public import language_of, person_cards
from belong.reach.gate.public import CHANNEL
from belong.reach.notifications.colours import palettes
from belong.reach.notifications.mail import Mail
from belong.reach.notifications.site import plain_site, site
from belong.reach.notifications.telling import words_of

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SUBJECT = 150


def written(mail: Mail, outgoing: Outgoing) -> Letter:
    """The letter: subject, plain text, HTML."""
    our = community()
    language = _language(outgoing)
    with override(language):
        known = {**outgoing.parameters, **words_of(mail, outgoing), "community": our.name}
        subject = " ".join((str(mail.subject) % known).split())[:LONGEST_SUBJECT]
        day, night = palettes(our.brand_hue)
        given = {
            **known,
            "subject": subject,
            "why": str(mail.why) % known,
            "site": site(),
            "leave": (leave := _leaving(mail, outgoing)),
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "day": day,
            "night": night,
        }
        text = _templates().get_template(f"mail/{mail.template}.txt.jinja").render(given)
        html = _templates().get_template(f"mail/{mail.template}.html.jinja").render(given)
    return Letter(
        subject=subject, text=text.strip() + "\n", html=html.strip() + "\n", headers=_headers(leave) if leave else {}
    )


def _language(outgoing: Outgoing) -> str:
    """What its reader chose, else the one it was posted for, else the community's; always one that it speaks."""
    ours = community().spoken
    kept = language_of(outgoing.person) if outgoing.person is not None else ""
    return next((one for one in (kept, outgoing.language) if one in ours), ours[0])


def _headers(leave: str) -> dict[str, str]:
    """By which a program of mail offers to end it with one click (RFC 8058, which wants an encrypted way there)."""
    address = f"{plain_site()}{leave}"
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if address.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{address}>", **one_click}


def _leaving(mail: Mail, outgoing: Outgoing) -> str:
    """Where the reader ends mails of this purpose, or of this kind alone, without signing in; nothing in a mail that
    needs no permission."""
    if not mail.purpose or outgoing.person is None:
        return ""
    reader = person_cards([outgoing.person]).get(outgoing.person)
    if reader is None:
        return ""
    return f"{leaving_path(reader.uid, CHANNEL, mail.purpose)}?{urlencode({'kind': mail.kind})}"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.jinja"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made
