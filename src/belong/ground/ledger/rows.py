"""From a typed fact to the values of its row, checked on the way."""

import json
import re
from datetime import datetime

from belong.ground.kernel.public import keyed_hash
from belong.ground.ledger.errors import WrongFact
from belong.ground.ledger.facts.base import Fact, payload_of
from belong.ground.ledger.models import NAME_LENGTH

COLUMNS = (
    "kind",
    "version",
    "actor",
    "counterpart",
    "about",
    "grp",
    "channel",
    "direction",
    "turf",
    "purpose",
    "occurred_at",
    "recorded_by",
    "batch_id",
    "backfill",
    "cause",
    "payload",
)
"""The columns that `values_of` fills, in its order."""

Value = str | int | bool | datetime | None

KEY_BYTES = 16
"""Half of the keyed hash: enough that two keys never meet, and half the size of the index."""

_as_json = json.JSONEncoder(allow_nan=False).encode
_is_ref = re.compile(r"[a-z_]{1,30}\.[a-z_]{1,30}:[0-9]{1,19}\Z").match
_is_word = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z").match
_is_source = re.compile(rf"[^@\x00-\x1f\x7f]{{1,{NAME_LENGTH}}}\Z").match

_words: set[str | None] = {None}
"""Words that were found in order before: channels and purposes are few."""


def values_of(fact: Fact, recorded_at: datetime) -> tuple[Value, ...]:
    """The values of `COLUMNS`; raises `WrongFact` for prose or an address in any of them."""
    if not _is_ref(fact.about):
        raise WrongFact(f"{fact.kind}: about is {fact.about!r}, not room.kind:ID")
    if fact.channel not in _words or fact.purpose not in _words:
        _learn(fact)
    if fact.direction not in ("in", "out", "both") or fact.turf not in ("ours", "theirs"):
        raise WrongFact(f"{fact.kind}: direction is in, out or both, turf is ours or theirs")
    occurred_at = fact.occurred_at or recorded_at
    if occurred_at.tzinfo is None:
        raise WrongFact(f"{fact.kind}: occurred_at names no time zone")
    if (fact.source is None) is not (fact.source_key is None):
        raise WrongFact(f"{fact.kind}: source and source key come together")
    payload = payload_of(fact)
    return (
        fact.kind,
        fact.version,
        fact.actor,
        fact.counterpart,
        fact.about,
        fact.group,
        fact.channel,
        fact.direction,
        fact.turf,
        fact.purpose,
        occurred_at,
        fact.recorded_by,
        fact.batch,
        fact.backfill,
        fact.cause,
        _as_json(payload) if payload else "{}",
    )


def _learn(fact: Fact) -> None:
    for name in ("channel", "purpose"):
        word = getattr(fact, name)
        if word is not None and not _is_word(word):
            raise WrongFact(f"{fact.kind}: {name} is {word!r}, not a word")
        if len(_words) < 10_000:
            _words.add(word)


def checked_source(name: str) -> str:
    """The name of a source, which is shown: it holds no address."""
    if not _is_source(name):
        raise WrongFact(f"a source is named by 1 to {NAME_LENGTH} characters without @, not {name!r}")
    return name


def key_bytes(source_key: str) -> bytes:
    """The hash under which the ledger knows a source's key: the key itself may hold an address."""
    return keyed_hash(source_key, purpose="ledger.source_key")[:KEY_BYTES]
