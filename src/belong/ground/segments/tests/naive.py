"""The definitions, word for word and slow: what every evaluator has to agree with. Imports nothing of the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CONTRIBUTIONS = {"answered", "shared", "spoke", "reviewed", "hosted"}
ACKNOWLEDGEMENTS = {"accepted", "thanked"}
BEGINNINGS = {"asked", "started", "answered", "replied", "thanked", "contacted"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Deed:
    """A standing fact; people are canonical, instants in microseconds since 1970."""

    id: int
    word: str
    at: int
    actor: int | None
    counterpart: int | None


@dataclass(frozen=True)
class Held:
    """What a (canonical) person had from one instant until another, as the leaf that asks for it would name it."""

    person: int
    measure: str
    values: Mapping[str, Any]
    after: int | None
    until: int | None


@dataclass
class World:
    zone: str
    deeds: Sequence[Deed]
    bots: frozenset[int] = frozenset()
    held: Sequence[Held] = field(default_factory=list)

    def meets(self, criterion: Mapping[str, Any], me: int, at: int) -> bool:
        if "all" in criterion:
            return all(self.meets(clause, me, at) for clause in criterion["all"])
        if "any" in criterion:
            return any(self.meets(clause, me, at) for clause in criterion["any"])
        if "not" in criterion:
            return not self.meets(criterion["not"], me, at)
        return getattr(self, f"is_{criterion['measure']}", self.is_held)(criterion, me, at)

    def has(self, leaf: Mapping[str, Any], me: int, at: int) -> int | None:
        """How much the person has, as an explanation says it."""
        return getattr(self, f"has_{leaf['measure']}", self.has_held)(leaf, me, at)

    def window(self, leaf: Mapping[str, Any], at: int) -> list[Deed]:
        days = leaf.get("days")
        return [
            deed
            for deed in self.deeds
            if deed.at < at and (days is None or deed.at >= at - days * 86_400_000_000)
            if "kinds" not in leaf or deed.word in leaf["kinds"]
        ]

    def own(self, leaf: Mapping[str, Any], me: int, at: int) -> list[Deed]:
        return [
            deed
            for deed in self.window(leaf, at)
            if deed.actor == me
            if not leaf.get("contributions") or (deed.word in CONTRIBUTIONS and deed.counterpart != me)
        ]

    def known(self, other: int | None, me: int) -> bool:
        return other is not None and other != me and other not in self.bots

    def has_count(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        return len(self.own(leaf, me, at))

    def has_helped(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        return len(
            {
                deed.counterpart
                for deed in self.window(leaf, at)
                if deed.actor == me and deed.word in CONTRIBUTIONS and self.known(deed.counterpart, me)
            }
        )

    def has_helped_by(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        return len(
            {
                deed.actor
                for deed in self.window(leaf, at)
                if deed.counterpart == me and deed.word in CONTRIBUTIONS and self.known(deed.actor, me)
            }
        )

    def has_months(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        found = set()
        for deed in self.own(leaf, me, at):
            local = (EPOCH + timedelta(microseconds=deed.at)).astimezone(ZoneInfo(self.zone))
            found.add((local.year, local.month))
        return len(found)

    def has_received(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        return len(
            [
                deed
                for deed in self.window(leaf, at)
                if deed.counterpart == me and deed.word in ACKNOWLEDGEMENTS
                if deed.actor != me and deed.actor not in self.bots
            ]
        )

    def has_partners(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        begun = [deed for deed in self.window(leaf, at) if deed.word in BEGINNINGS]
        towards = {deed.counterpart for deed in begun if deed.actor == me and self.known(deed.counterpart, me)}
        back = {deed.actor for deed in begun if deed.counterpart == me and self.known(deed.actor, me)}
        return len(towards & back)

    def has_recency(self, leaf: Mapping[str, Any], me: int, at: int) -> int | None:
        times = [deed.at for deed in self.own(leaf, me, at)]
        return -((max(times) - at) // 86_400_000_000) if times else None

    def has_held(self, leaf: Mapping[str, Any], me: int, at: int) -> int:
        for held in self.held:
            if held.person != me or held.measure != leaf["measure"]:
                continue
            if any(held.values.get(key) != value for key, value in leaf.items() if key != "measure"):
                continue
            if (held.after is None or held.after < at) and (held.until is None or at <= held.until):
                return 1
        return 0

    def is_recency(self, leaf: Mapping[str, Any], me: int, at: int) -> bool:
        return any(deed.at >= at - leaf["at_most"] * 86_400_000_000 for deed in self.own(leaf, me, at))

    def is_held(self, leaf: Mapping[str, Any], me: int, at: int) -> bool:
        has = self.has(leaf, me, at)
        return has is not None and has >= leaf.get("at_least", 1)
