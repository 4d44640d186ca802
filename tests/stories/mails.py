"""Mails for stories: written as files of the form mbox, and looked at as what they became."""

import gzip
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from belong.care.archives.public import Item, Phase, Progress, RunCard, run, start_run
from belong.doors.imports.public import open_mbox
from tests.stories.imports import SYSTEM

UNDATED = "From mboxrd@z Thu Jan  1 00:00:00 1970"


def mail(number: int, text: str = "Hello", /, *, envelope: str | None = None, **fields: str | None) -> bytes:
    """A mail from ann, an hour after the one before; `fields` replace its header, None leaves one out."""
    head: dict[str, str | None] = {
        "From": "Ann Lee <ann@example.org>",
        "Date": f"Mon, 01 Jun 2020 {number:02}:00:00 +0000",
        "Subject": f"Subject {number}",
        "Message-ID": f"<m{number}@example.org>",
    }
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [envelope or f"From ann at example.org  Mon Jun  1 {number:02}:00:00 2020"]
    lines += [f"{name}: {value}" for name, value in head.items() if value is not None]
    return ("\n".join([*lines, "", text]) + "\n\n").encode("utf-8", "surrogateescape")


def reply(number: int, to: int, text: str = "An answer", /, **fields: str | None) -> bytes:
    given = {
        "From": "Bo Winter <bo@example.org>",
        "Subject": f"Re: Subject {to}",
        "In_Reply_To": f"<m{to}@example.org>",
    }
    return mail(number, text, **(given | fields))


def write(file: Path, *mails: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    content = b"".join(mails)
    file.write_bytes(gzip.compress(content) if file.suffix == ".gz" else content)
    return file


def bring(*paths: Path, watch: Callable[[Progress], None] | None = None, **options: str) -> RunCard:
    archive = open_mbox(list(paths), **{"site": "list", **options})
    return run(actor=SYSTEM, run_id=start_run(actor=SYSTEM, archive=archive).id, archive=archive, watch=watch)


def read(*paths: Path, **options: str) -> dict[Phase, list[Item]]:
    """The items of every phase, without a database. Counted before, as a run does."""
    archive = open_mbox(list(paths), **{"site": "list", **options})
    checked = archive.check(lambda done, total: None)
    found = {phase: list(archive.items(phase, 0)) for phase in Phase}
    assert {phase: len(items) for phase, items in found.items() if items} == dict(checked.items)
    return found


def bodies(*mails: bytes, folder: Path) -> list[str]:
    """The texts that mails become, in their order."""
    found = read(write(folder / "list.mbox", *mails))
    items = [*found[Phase.TOPICS], *found[Phase.ANSWERS], *found[Phase.REPLIES]]
    return [item.what.body for item in sorted(items, key=lambda item: item.line)]  # type: ignore[union-attr]


def threads() -> dict[str, list[tuple[str, str]]]:
    """Each topic by its title: kind and author's name of its posts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.title, p.kind, coalesce(a.name, '') from discussions_topic t join discussions_post p"
            " on p.topic_id = t.id left join people_person a on a.id = p.author_id order by t.title, p.created_at, p.id"
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for title, kind, name in cursor:
            found.setdefault(title, []).append((kind, name))
    return found
