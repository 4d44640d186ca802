"""What a mail says, as one HTML text: its parts, its files as links, and a word where its date is not its own.

A mail without words is an empty text: what is shown in its place is for its reader's language. A remark stands in the
text itself, so it is written in the language of the community.
"""

from html import escape

from django.utils import translation
from django.utils.translation import gettext as _

from belong.care.archives.public import LINK_SCHEME
from belong.doors.imports.mbox import page, plain
from belong.doors.imports.mbox.hiding import hidden
from belong.doors.imports.mbox.index import ENVELOPE, OWN, Index, Mail
from belong.doors.imports.mbox.parts import content_of, name_of, parsed, parts_of
from belong.doors.imports.mbox.store import LONGEST_MESSAGE, Found, Store
from belong.ground.kernel.public import community


class Bodies:
    """Reads mails from `store`; `index` knows whose addresses are to be hidden."""

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._knows = index.knows

    def words(self, text: str) -> str:
        """`text` without spelt addresses."""
        return hidden(text, self._knows)

    def html(self, mail: Mail) -> str:
        found = Found(mail.file, mail.offset, mail.length, mail.line, mail.envelope)
        parts = parts_of(parsed(self._store.text(found)))
        pieces = [
            page.html_of(text, self.words) if is_html else plain.html_of(self.words(text))
            for is_html, text in parts.texts
        ]
        html = [piece for piece in pieces if piece.strip()]
        if mail.files:
            html.append(
                _files(mail, [(name_of(part, n), len(content_of(part))) for n, part in enumerate(parts.files, 1)])
            )
        html += _remarks(mail)
        return "\n".join(html)


def _files(mail: Mail, files: list[tuple[str, int]]) -> str:
    rows = (
        f'<li><a href="{LINK_SCHEME}{mail.key}.{number}">{escape(name)}</a> ({_size(size)})</li>'
        for number, (name, size) in enumerate(files, 1)
    )
    return f"<ul>{''.join(rows)}</ul>"


def _size(size: int) -> str:
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1_000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"


def _remarks(mail: Mail) -> list[str]:
    if mail.dated == OWN and mail.length <= LONGEST_MESSAGE:
        return []
    words = []
    with translation.override(community().spoken[0]):
        if mail.dated == ENVELOPE:
            words.append(_("The date of this mail could not be read; this is when it arrived."))
        elif mail.dated != OWN:
            words.append(
                _("The date of this mail could not be read; this is that of the mail beside it in the archive.")
            )
        if mail.length > LONGEST_MESSAGE:
            most = LONGEST_MESSAGE >> 20
            words.append(_("This mail is longer than %(most)d MB: its attachments were left out.") % {"most": most})
    return [f"<p><small>{escape(one)}</small></p>" for one in words]
