"""Lines that cannot be read, and what is no export."""

import gzip
import json
from pathlib import Path

import pytest

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.public import open_discourse
from tests.stories.discourse.forum import Row, bring, export, post, topic


def test_lines_that_cannot_be_read_are_rejects(tmp_path: Path, clone: str) -> None:
    posts: list[Row | str] = [
        post(1, 10, 1, 1), "{broken", "[]", post(2, 10, 2, 2, created_at="soon"), post(3, 11, 1, 2),
        {**post(4, 10, 3, 2), "post_number": "x"}, post(5, 12, 1, 3),
    ]  # fmt: skip
    folder = export(tmp_path / "x", [topic(10), topic(12, archetype="private_message"), topic(13, title="")], posts)
    card = bring(folder)
    assert card.rejects_file is not None
    said = [json.loads(line) for line in card.rejects_file.read_text().splitlines()]
    assert sorted((row["file"], row["line"], row["reason"]) for row in said) == [
        ("posts.jsonl.gz", 2, "the line is not JSON"),
        ("posts.jsonl.gz", 3, "the line is no JSON object"),
        ("posts.jsonl.gz", 4, "created_at is no date: 'soon'"),
        ("posts.jsonl.gz", 5, "its topic 11 is not in the archive"),
        ("posts.jsonl.gz", 6, "post_number is no number: 'x'"),
        ("topics.jsonl", 3, "title is missing"),
    ]
    assert (card.counts["topics"].loaded, card.counts["others"].skipped) == (1, 2)


@pytest.mark.parametrize("kind", ["missing", "empty folder", "empty", "cut", "other", "no posts", "site"])
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "x"
    if kind != "missing":
        export(folder, [topic(10)], [post(number, 10, number, 1, cooked="word " * 900) for number in range(1, 40)])
    file = folder / "posts.jsonl.gz"
    if kind == "empty folder":
        file.unlink()
    elif kind == "empty":
        file.write_bytes(gzip.compress(b""))
    elif kind == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif kind == "other":
        file.write_bytes(gzip.compress(b"<html>"))
    elif kind == "no posts":
        file.write_bytes(gzip.compress(json.dumps(topic(10)).encode()))
    with pytest.raises(ArchiveRefused) as refused:
        open_discourse(folder, site="a/b" if kind == "site" else None).check(lambda done, total: None)
    words = {
        "missing": "There is no folder", "empty folder": "holds no Discourse export", "empty": "is empty",
        "cut": "is cut off", "other": "the line is not JSON", "no posts": "holds no posts of Discourse",
        "site": "cannot be the site's name",
    }  # fmt: skip
    assert words[kind] in str(refused.value)
    assert "\n" not in str(refused.value)
