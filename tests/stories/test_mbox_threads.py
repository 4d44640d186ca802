"""Which mails are one thread, which are one mail, and what is refused."""

import gzip
from pathlib import Path

import pytest

from belong.care.archives.public import ArchiveRefused, Item, Phase, PostRecord, Reject, TopicRecord
from belong.doors.imports.public import open_mbox
from tests.stories.mails import UNDATED, mail, read, reply, write


def shape(found: dict[Phase, list[Item]]) -> dict[str, list[tuple[str, str, bool]]]:
    """Each thread by its title: kind, text and whether it replies to a post, of what follows the first mail."""
    titles: dict[str, str] = {}
    shown: dict[str, list[tuple[str, str, bool]]] = {}
    for item in found[Phase.TOPICS]:
        assert isinstance(item.what, TopicRecord)
        titles[item.what.key] = item.what.title
        shown[item.what.title] = []
    for item in (*found[Phase.ANSWERS], *found[Phase.REPLIES]):
        assert isinstance(item.what, PostRecord)
        shown[titles[item.what.topic]].append((item.what.kind, plain(item.what.body), item.what.parent is not None))
    return shown


def plain(body: str) -> str:
    return body.removeprefix("<p>").removesuffix("</p>")


def test_a_thread_is_what_refers_to_one_another(tmp_path: Path) -> None:
    file = write(
        tmp_path / "list.mbox",
        mail(1),
        reply(2, 1, "direct"),
        reply(3, 2, "deeper", From="Cy <cy@example.org>"),
        reply(4, 1, "the asker", From="Ann Lee <ann@example.org>"),
        reply(
            5, 9, "by references", References="<m1@example.org> <m2@example.org> <gone@example.org>", In_Reply_To=None
        ),
        reply(6, 1, "with words", In_Reply_To='Your message of "Monday"\n\t<m1@example.org> (Ann)'),
        mail(7),
    )
    assert shape(read(file)) == {
        "Subject 1": [
            ("answer", "direct", False),
            ("answer", "with words", False),
            ("reply", "the asker", False),
            ("reply", "deeper", True),
            ("reply", "by references", True),
        ],
        "Subject 7": [],
    }
    conversation = shape(read(file, kind="conversation"))
    assert {kind for posts in conversation.values() for kind, _, _ in posts} == {"reply"}
    assert conversation["Subject 1"][0] == ("reply", "direct", False)


def test_a_reply_without_references_joins_its_subject_within_sixty_days(tmp_path: Path) -> None:
    lost = {"In_Reply_To": None, "envelope": UNDATED}
    file = write(
        tmp_path / "list.mbox",
        mail(1, Subject="[list] Rye bread"),
        reply(2, 1, "same", Subject="Re: [list] rye  BREAD", Date="Wed, 29 Jul 2020 10:00:00 +0000", **lost),
        reply(3, 1, "antwort", Subject="AW: [list] Re: Rye bread", Date="Thu, 30 Jul 2020 10:00:00 +0000", **lost),
        reply(4, 1, "late", Subject="Re: Rye bread", Date="Tue, 29 Sep 2020 10:00:01 +0000", **lost),
        mail(5, "no reply", Subject="Rye bread", Date="Fri, 31 Jul 2020 10:00:00 +0000", envelope=UNDATED),
        mail(6, Subject="[list] Other"),
        reply(7, 6, "empty", Subject="Re:", **lost),
    )
    found = read(file)
    titles = [item.what.title for item in found[Phase.TOPICS]]  # type: ignore[union-attr]
    assert titles == ["Rye bread", "Rye bread", "Rye bread", "Other", "…"]
    posts = [item.what for phase in (Phase.ANSWERS, Phase.REPLIES) for item in found[phase]]
    assert [(post.kind, plain(post.body)) for post in posts] == [  # type: ignore[union-attr]
        ("answer", "same"),
        ("reply", "antwort"),
    ]


def test_circles_and_replies_to_oneself_leave_a_thread(tmp_path: Path) -> None:
    file = write(
        tmp_path / "list.mbox",
        reply(1, 2, "first", Subject="One", References="<m2@example.org>"),
        reply(2, 1, "second", Subject="Two"),
        reply(3, 3, "itself", Subject="Three"),
    )
    assert shape(read(file)) == {"One": [("reply", "second", False)], "Three": []}


def test_the_same_mail_three_times_is_one(tmp_path: Path) -> None:
    bare = mail(3, "no id", Message_ID=None)
    file = write(tmp_path / "list.mbox", mail(1), mail(1), reply(2, 1), mail(1, Subject="[tag] Subject 1"), bare, bare)
    archive = open_mbox([file], site="list")
    checked = archive.check(lambda done, total: None)
    assert (checked.items[Phase.TOPICS], checked.skipped) == (2, {Phase.OTHERS: 3})


def test_another_mail_under_the_same_id_is_another_mail(tmp_path: Path) -> None:
    other = mail(2, Message_ID="<m1@example.org>", From="Bo <bo@example.org>")
    found = read(write(tmp_path / "list.mbox", mail(1), other))
    keys = {item.what.key for item in found[Phase.TOPICS]}  # type: ignore[union-attr]
    assert len(keys) == 2


def test_files_of_a_folder_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    write(tmp_path / "2020-10.txt.gz", reply(2, 1))
    write(tmp_path / "2020-9.txt.gz", mail(1))
    (tmp_path / "README.txt").write_text("Not a mail.")
    (tmp_path / ".hidden").write_text("Left alone.")
    archive = open_mbox([tmp_path])
    assert archive.source == f"mbox:{tmp_path.name}"
    found = read(tmp_path)
    assert [(item.file, item.line) for item in found[Phase.ANSWERS]] == [("2020-10.txt.gz", 1)]
    (other,) = found[Phase.OTHERS]
    assert (other.file, other.line) == ("README.txt", 1)
    assert isinstance(other.what, Reject)
    assert "no mail archive" in other.what.reason


def test_lines_that_begin_with_from_part_mails_only_where_a_mail_begins(tmp_path: Path) -> None:
    text = "From here:\n\nFrom the mill it is far.\n>From there not.\n\nFrom bob Mon Jun  1 10:00:00 2020\nno field"
    file = write(tmp_path / "list.mbox", mail(1, text), mail(2))
    found = read(file)[Phase.TOPICS]
    assert len(found) == 2
    assert "From there not." in found[0].what.body  # type: ignore[union-attr]
    assert "&gt;From" not in found[0].what.body  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "kind", ["missing", "empty folder", "only folders", "no mbox", "empty", "cut", "damaged", "site", "as"]
)
def test_what_is_no_archive_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    good = write(tmp_path / "good.mbox", mail(1))
    packed = gzip.compress(b"".join(mail(number, "word " * 5_000) for number in range(1, 20)))
    (tmp_path / "folder").mkdir()
    (tmp_path / "lists" / "orchard").mkdir(parents=True)
    made = {
        "missing": tmp_path / "missing.mbox",
        "empty folder": tmp_path / "folder",
        "only folders": tmp_path / "lists",
        "no mbox": tmp_path / "no.mbox",
        "empty": tmp_path / "empty.mbox",
        "cut": tmp_path / "cut.mbox.gz",
        "damaged": tmp_path / "damaged.mbox.gz",
    }
    (tmp_path / "no.mbox").write_text("Dear all,\n")
    (tmp_path / "empty.mbox").write_text("")
    (tmp_path / "cut.mbox.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "damaged.mbox.gz").write_bytes(packed[:200] + b"\0" * 50 + packed[250:])
    options = {"site": {"site": "a/b"}, "as": {"kind": "essay"}}.get(kind, {})
    with pytest.raises(ArchiveRefused) as refused:
        open_mbox([made.get(kind, good)], **options).check(lambda done, total: None)
    words = {
        "missing": "There is no file", "empty folder": "is an empty folder",
        "only folders": "name the folder that the mails", "no mbox": "is no mail archive",
        "empty": "is no mail archive", "cut": "is cut off", "damaged": "is damaged",
        "site": "cannot be the list's name",
        "as": "neither question nor conversation",
    }  # fmt: skip
    assert words[kind] in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_list_is_called_what_its_mails_say(tmp_path: Path) -> None:
    said = write(tmp_path / "x.mbox", mail(1, List_Id="The mill <kestrel-mill.lists.example.org>"))
    assert open_mbox([said]).source == "mbox:kestrel-mill"
    assert open_mbox([write(tmp_path / "Orchard.mbox.gz", mail(1))]).source == "mbox:orchard"


def test_what_is_no_mail_is_a_reject_with_its_line(tmp_path: Path) -> None:
    nothing = b"From x Mon Jun  1 10:00:00 2020\nX-Nothing: 1\n\nwords\n\n"
    found = read(write(tmp_path / "list.mbox", mail(1), nothing, mail(2)))
    (other,) = found[Phase.OTHERS]
    assert (other.line, len(found[Phase.TOPICS])) == (9, 2)
