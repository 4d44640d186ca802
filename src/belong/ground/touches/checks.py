"""What a contact moment must be. Raises `Wrong` with one sentence."""

from datetime import datetime

from belong.ground.kernel.public import clean_source
from belong.ground.people.public import Wrong, instant, word
from belong.ground.touches.models import NOTE_LENGTH, REASON_LENGTH, Direction, Turf


def moment(channel: str, direction: str, turf: str, purpose: str, at: datetime) -> None:
    """The plain values of a contact moment."""
    word(channel, "The channel")
    if direction not in Direction.values:
        raise Wrong(f"{direction!r} is no direction: choose one of {', '.join(Direction.values)}.")
    if turf not in Turf.values:
        raise Wrong(f"{turf!r} is no place: choose one of {', '.join(Turf.values)}.")
    if purpose:
        word(purpose, "The purpose")
    instant(at, "The instant of the contact")


def note_of(text: str) -> str:
    kept = clean_source(text).strip()
    if len(kept) > NOTE_LENGTH:
        raise Wrong(f"The note has {len(kept):,} characters; {NOTE_LENGTH:,} are the most.")
    return kept


def reason_of(text: str) -> str:
    """Why a moment is taken back, in one line."""
    kept = " ".join(clean_source(text).split())
    if not kept:
        raise Wrong("Say why it is taken back.")
    if len(kept) > REASON_LENGTH:
        raise Wrong(f"The reason has {len(kept):,} characters; {REASON_LENGTH:,} are the most.")
    return kept
