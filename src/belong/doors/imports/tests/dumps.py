"""Small dumps written by the tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

Row = Mapping[str, object]

ROOTS = {
    "Users": "users",
    "Posts": "posts",
    "Comments": "comments",
    "Votes": "votes",
    "Tags": "tags",
    "PostLinks": "postlinks",
    "Badges": "badges",
}


def user(id: int, name: str = "", at: str = "2020-01-01T00:00:00.000") -> dict[str, object]:
    return {"Id": id, "DisplayName": name or f"Person {id}", "CreationDate": at}


def question(id: int, owner: int | None = 1, at: str = "2020-02-01T10:00:00.000", **more: object) -> dict[str, object]:
    row = {"Id": id, "PostTypeId": 1, "CreationDate": at, "Score": 3, "Body": f"<p>Question {id}</p>",
           "Title": f"Title {id}", "Tags": "<hops><malt>"}  # fmt: skip
    return {**row, **({} if owner is None else {"OwnerUserId": owner}), **more}


def answer(
    id: int, parent: int, owner: int | None = 2, at: str = "2020-02-01T11:00:00.000", **more: object
) -> dict[str, object]:
    row = {"Id": id, "PostTypeId": 2, "ParentId": parent, "CreationDate": at, "Score": 1,
           "Body": f"<p>Answer {id}</p>"}  # fmt: skip
    return {**row, **({} if owner is None else {"OwnerUserId": owner}), **more}


def comment(
    id: int, post: int, owner: int | None = 3, at: str = "2020-02-01T12:00:00.000", **more: object
) -> dict[str, object]:
    row = {"Id": id, "PostId": post, "Score": 0, "Text": f"Remark {id}", "CreationDate": at}
    return {**row, **({} if owner is None else {"UserId": owner}), **more}


def accepting(id: int, post: int, at: str) -> dict[str, object]:
    return {"Id": id, "PostId": post, "VoteTypeId": 1, "CreationDate": at}


def write(folder: Path, **files: Sequence[Row]) -> Path:
    """A dump of these rows; Users and Posts are always there. Row n stands on line n + 2, as in real ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in {"Users", "Posts", *files}:
        rows = "".join(f"  <row {_attributes(row)} />\r\n" for row in files.get(name, ()))
        text = f'<?xml version="1.0" encoding="utf-8"?>\r\n<{ROOTS[name]}>\r\n{rows}</{ROOTS[name]}>'
        (folder / f"{name}.xml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder


def _attributes(row: Row) -> str:
    return " ".join(
        f"{name}={quoteattr(str(value), {chr(10): '&#xA;'})}" for name, value in row.items() if value is not None
    )
