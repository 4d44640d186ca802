"""What became of the items of a slice."""

from dataclasses import dataclass, field

from belong.care.archives.records import Item

NAMES = ("read", "loaded", "unchanged", "changed", "refused", "skipped")


@dataclass(slots=True)
class Tally:
    """Counts of one slice, and what was refused with its reason.

    An item can be loaded in part and refused in part; `silent` ones told nothing and are counted nowhere.
    `notes` are sentences for who reads the summary.
    """

    loaded: int = 0
    unchanged: int = 0
    changed: int = 0
    skipped: int = 0
    silent: int = 0
    refused: list[tuple[Item, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.loaded += other.loaded
        self.unchanged += other.unchanged
        self.changed += other.changed
        self.skipped += other.skipped
        self.silent += other.silent
        self.refused.extend(other.refused)
        self.notes.extend(other.notes)

    def into(self, counts: dict[str, int], items: int) -> dict[str, int]:
        """`counts` of a phase with this slice of `items` added."""
        added = {
            "read": items - self.silent,
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "refused": len(self.refused),
            "skipped": self.skipped,
        }
        return {name: counts.get(name, 0) + added[name] for name in NAMES}
