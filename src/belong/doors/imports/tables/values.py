"""Single values of a table's cells: yes and no in several languages, lists, addresses, words of the rooms."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.utils.functional import Promise

from belong.doors.imports.fields import Unreadable, shown
from belong.ground.kernel.public import told as _
from belong.ground.people.public import slug_of

_YES = set("yes y true t 1 x ja j wahr oui o vrai si s verdadero waar ✓ ✔ on granted subscribed active aktiv".split())
_NO = set("no n false f 0 nein falsch non faux falso nee onwaar - ✗ off none withdrawn unsubscribed never".split())

_CHANNELS = {
    "phone": "phone call telephone tel telefon anruf telefonat appel telefono llamada telefoon belletje",
    "mail": "mail email e-mail courriel correo",
    "sms": "sms text whatsapp signal message",
    "webinar": "webinar online video zoom teams videocall videokonferenz webinaire visio",
    "visit": "visit meeting in-person person besuch treffen gesprach visite reunion visita bezoek gesprek afspraak",
    "event": "event conference fair veranstaltung messe evenement salon evento feria evenement beurs",
    "letter": "letter post brief lettre courrier carta",
    "social": "social facebook linkedin mastodon twitter instagram",
    "blog": "blog",
}
_CHANNEL_OF = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}
_IN = set("in inbound incoming received eingehend eingang entrant recu entrante recibido inkomend from them".split())
_OUT = set("out outbound outgoing sent made ausgehend ausgang sortant envoye saliente enviado uitgaand to them".split())
_OURS = set("ours our here us unser bei uns chez nous nuestro ons".split())
_THEIRS = set("theirs their there them ihr bei ihnen chez eux suyo hun".split())

_SUMS = frozenset(
    "sum sums total totals subtotal subtotals count summe summen gesamt gesamtsumme gesamtzahl zwischensumme insgesamt"
    " anzahl endsumme somme totaux totale suma subtotales totales conteo som totaal subtotaal eindtotaal aantal".split()
)
_BESIDE_SUMS = frozenset(
    "grand overall general generale sous ensemble nombre of der von de des d members member people persons mitglieder"
    " personen membres personnes adherents miembros socios personas leden".split()
)
_AMOUNT = re.compile(r"[\d.,'\s%€$£+-]*\d[\d.,'\s%€$£+-]*")

_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+")

LONGEST_KEPT = 60


def bare(text: str) -> str:
    """Lower case without accents. The same short words come again and again; what is longer is not kept."""
    return _kept_bare(text) if len(text) <= LONGEST_KEPT else _bare(text)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_kept_bare = lru_cache(maxsize=4096)(_bare)


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where it is neither (a date, perhaps)."""
    word = bare(text)
    return True if word in _YES else False if word in _NO else None


def is_sum(cells: Iterable[str]) -> bool:
    """Whether a row adds up the others: a word such as `Total` or `Summe Mitglieder: 9`, and else only numbers."""
    said = [cell for cell in cells if cell and _AMOUNT.fullmatch(cell) is None]
    if len(said) != 1:
        return False
    words = re.findall(r"[a-z]+", bare(said[0]))
    return not _SUMS.isdisjoint(words) and (_SUMS | _BESIDE_SUMS).issuperset(words)


def flag(text: str, name: str) -> bool:
    found = False if not text else yes_or_no(text)
    if found is None:
        raise Unreadable(_("%(name)s is neither yes nor no: %(what)s") % {"name": name, "what": shown(text)})
    return found


def several(text: str) -> list[str]:
    """The parts of a list: parted by semicolons, upright strokes or line ends, else by commas."""
    sign = r"[;|\n]" if re.search(r"[;|\n]", text) else ","
    return [part for one in re.split(sign, text) if (part := " ".join(one.split()))]


def addresses(text: str, name: str | Promise) -> list[str]:
    """The e-mail addresses of a cell, in lower case."""
    found = []
    for part in re.split(r"[;,\s|]+(?=\S*@)|[;,|]", text):
        piece = part.strip()
        if not piece:
            continue
        inside = re.search(r"<([^<>]+)>$", piece)
        address = (inside[1] if inside else piece).removeprefix("mailto:").strip().lower()
        if _ADDRESS.fullmatch(address) is None or len(address) > 254:
            raise Unreadable(_("%(name)s holds no e-mail address: %(what)s") % {"name": name, "what": shown(piece)})
        found.append(address)
    return list(dict.fromkeys(found))


def word_of(text: str, name: str | Promise) -> str:
    """A word of the rooms' own form: small letters, `-` for blanks."""
    word = "-".join(filter(None, (slug_of(part, otherwise="", limit=40) for part in re.split(r"[\W_]+", bare(text)))))
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", word):
        raise Unreadable(_("%(name)s is no word: %(what)s") % {"name": name, "what": shown(text)})
    return word


def channel_of(text: str) -> str:
    for word in re.split(r"[^\w-]+", bare(text)):
        if word in _CHANNEL_OF:
            return _CHANNEL_OF[word]
    return word_of(text, _("the channel"))


def side_of(text: str) -> str:
    """`in`: they came to us; `out`: we went to them."""
    words = set(re.split(r"\W+", bare(text)))
    if words & _IN and not words & _OUT:
        return "in"
    if words & _OUT:
        return "out"
    raise Unreadable(_("the direction is neither in nor out: %(what)s") % {"what": shown(text)})


def turf_of(text: str) -> str:
    words = set(re.split(r"\W+", bare(text)))
    if words & _THEIRS and not words & _OURS:
        return "theirs"
    if words & _OURS:
        return "ours"
    raise Unreadable(_("the place is neither ours nor theirs: %(what)s") % {"what": shown(text)})
