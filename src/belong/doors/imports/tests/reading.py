"""Reading whole archives in tests."""

from belong.care.archives.public import Archive, Item, Phase, Reject, Skipped


def whole(archive: Archive) -> dict[Phase, list[Item]]:
    """All items of an archive by phase, after its check; as many as the check counted."""
    checked = archive.check(lambda done, total: None)
    found = {phase: list(archive.items(phase, 0)) for phase in Phase}
    assert {phase: len(items) for phase, items in found.items() if items} == {
        phase: count for phase, count in checked.items.items() if count
    }
    return {phase: items for phase, items in found.items() if items}


def records(items: list[Item]) -> list[object]:
    return [item.what for item in items if not isinstance(item.what, (Reject, Skipped))]


def rejects(found: dict[Phase, list[Item]]) -> list[tuple[str, int, str]]:
    return [
        (item.file, item.line, item.what.reason)
        for items in found.values()
        for item in items
        if isinstance(item.what, Reject)
    ]
