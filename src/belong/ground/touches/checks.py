"""What a contact moment must be. Raises `Wrong` with one sentence."""

from datetime import datetime

from belong.ground.kernel.public import clean_source
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Wrong, instant, word
from belong.ground.touches.models import NOTE_LENGTH, REASON_LENGTH, Direction, Turf


def moment(channel: str, direction: str, turf: str, purpose: str, at: datetime) -> None:
    """The plain values of a contact moment."""
    word(channel, _("The channel"))
    if direction not in Direction.values:
        says = _("%(value)r is no direction: choose one of %(words)s.")
        raise Wrong(says % {"value": direction, "words": ", ".join(Direction.values)})
    if turf not in Turf.values:
        says = _("%(value)r is no place: choose one of %(words)s.")
        raise Wrong(says % {"value": turf, "words": ", ".join(Turf.values)})
    if purpose:
        word(purpose, _("The purpose"))
    instant(at, _("The instant of the contact"))


def note_of(text: str) -> str:
    kept = clean_source(text).strip()
    if len(kept) > NOTE_LENGTH:
        raise Wrong(
            _("The note has %(count)s characters; %(most)s are the most.")
            % {"count": f"{len(kept):,}", "most": f"{NOTE_LENGTH:,}"}
        )
    return kept


def reason_of(text: str) -> str:
    """Why a moment is taken back, in one line."""
    kept = " ".join(clean_source(text).split())
    if not kept:
        raise Wrong(_("Say why it is taken back."))
    if len(kept) > REASON_LENGTH:
        raise Wrong(
            _("The reason has %(count)s characters; %(most)s are the most.")
            % {"count": f"{len(kept):,}", "most": f"{REASON_LENGTH:,}"}
        )
    return kept
