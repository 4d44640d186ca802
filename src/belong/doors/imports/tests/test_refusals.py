"""Archives that are refused as a whole: one sentence each, whatever is wrong."""

from pathlib import Path

import pytest

from belong.care.archives.public import ArchiveRefused
from belong.doors.imports.public import open_archive, open_stackexchange
from belong.doors.imports.tests.dumps import question, user, write

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
BOMB = (
    '<!DOCTYPE posts [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<posts><row Id="1" Body="&c;" /></posts>'
)


def refusal(folder: Path, **options: str) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        open_stackexchange(folder, **options).check(lambda done, total: None)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty."),
        (b"Id,Title\n1,Hello\n", "is not XML (line 1)."),
        (b'{"posts": []}', "is not XML (line 1)."),
        ((HEAD + "<posts><row Id='1'></posts>").encode(), "is not XML (line 2)."),
        ((HEAD + "<posts>\n<row Id='1' />\n<row Id='2'").encode(), "is cut off: it ends in line 4 without its"),
        ((HEAD + "<posts>\n<row Id='1' />\n").encode(), "is cut off: it ends in line 4 without its closing tag."),
        ((HEAD + "<posts>\n<row Id='1' Title='Caf\xe9' />\n</posts>").encode("latin-1"), "is not UTF-8."),
        ((HEAD + "<posts></posts>").encode("utf-16"), "is not UTF-8."),
        (b'<?xml version="1.0" encoding="latin1"?><posts></posts>', "is not UTF-8: it says that it is latin1."),
        ((HEAD + BOMB).encode(), "declares entities or a document type, which no dump does."),
        ((HEAD + '<!DOCTYPE posts SYSTEM "file:///etc/passwd"><posts/>').encode(), "declares entities or a document"),
        ((HEAD + "<posts><row Body='&x;' /></posts>").encode(), "is not XML (line 2)."),
        ((HEAD + "<users></users>").encode(), "holds <users> where <posts> is due."),
        ((HEAD + "<posts></posts><posts></posts>").encode(), "is not XML (line 2)."),
    ],
)
def test_a_file_that_is_no_dump(tmp_path: Path, content: bytes, sentence: str) -> None:
    write(tmp_path, Users=[user(1)])
    (tmp_path / "Posts.xml").write_bytes(content)
    assert sentence in refusal(tmp_path, site="x")
    assert str(tmp_path / "Posts.xml") in refusal(tmp_path, site="x")


@pytest.mark.parametrize("name", ["Users", "Comments", "Votes", "Tags", "PostLinks", "Badges"])
def test_every_file_is_read_to_its_end(tmp_path: Path, name: str) -> None:
    write(tmp_path, Posts=[question(1)], **{name: []})
    whole = (tmp_path / f"{name}.xml").read_bytes()
    (tmp_path / f"{name}.xml").write_bytes(whole[:-4])
    assert f"{name}.xml is cut off" in refusal(tmp_path, site="x")


def test_a_character_cut_in_half_at_the_end(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "Posts.xml").write_bytes((HEAD + "<posts>\n<row Id='ü").encode()[:-1])
    assert "is cut off" in refusal(tmp_path, site="x")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path, Posts=[question(1)])
    assert (tmp_path / "Posts.xml").read_bytes().startswith(b"\xef\xbb\xbf")
    open_stackexchange(tmp_path, site="x").check(lambda done, total: None)


def test_wrong_folders(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == f"There is no folder {tmp_path}/nowhere."
    assert "neither Posts.xml nor Users.xml" in refusal(tmp_path)
    write(tmp_path, Users=[user(1)])
    assert "is a file: name the folder" in refusal(tmp_path / "Users.xml")
    (tmp_path / "Posts.xml").unlink()
    assert refusal(tmp_path) == f"{tmp_path} is not complete: Posts.xml is missing."


@pytest.mark.parametrize("site", ["", "a b", "a:b", "é", "x" * 81])
def test_names_that_no_site_has(tmp_path: Path, site: str) -> None:
    write(tmp_path / "se-")
    assert "cannot be the site's name" in refusal(tmp_path / "se-", site=site)


def test_a_row_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("belong.doors.imports.stackexchange.elements.LONGEST_ROW", 1 << 20)
    write(tmp_path)
    (tmp_path / "Posts.xml").write_text(HEAD + "<posts><row Body='" + "x" * (3 << 20))
    assert "has a row of more than 1 MB" in refusal(tmp_path, site="x")


def test_other_files_or_options_have_another_fingerprint(tmp_path: Path) -> None:
    write(tmp_path, Posts=[question(1)])
    first = open_stackexchange(tmp_path, site="x").fingerprint
    assert open_stackexchange(tmp_path, site="x").fingerprint == first
    assert open_stackexchange(tmp_path, site="x", group="y").fingerprint != first
    write(tmp_path, Posts=[question(2)])
    assert open_stackexchange(tmp_path, site="x").fingerprint != first


ARCHIVE = '{"record": "archive", "format": "belong-archive", "version": 1, "source": "a", "name": "A"}\n'
PERSON = '{"record": "person", "key": "p", "name": "P"}\n'
END = '{"record": "end", "records": 1}\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty."),
        ("\n\n", "is empty."),
        ("hello\n", "is no Belong archive: in its first line, the line is not JSON."),
        ("[1]\n", "is no Belong archive: in its first line, the line is no JSON object."),
        (PERSON + END, "is no Belong archive: its first line is no `archive` record."),
        (ARCHIVE.replace("1,", "2,") + END, "in its first line, version is not 1."),
        (ARCHIVE + PERSON, "is cut off: its last line is no end record."),
        (ARCHIVE + PERSON + END[:12], "is cut off: its last line is no end record."),
        (ARCHIVE + END, "is not whole: it says that it has 1 records and has 0."),
        (ARCHIVE + PERSON + END + PERSON, "goes on after its end record (line 4)."),
        (ARCHIVE + PERSON.replace('"P"', '"\udce9"') + END, "is not UTF-8 (line 2)."),
    ],
)
def test_a_file_that_is_no_archive(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content.encode("utf-8", errors="surrogateescape"))
    with pytest.raises(ArchiveRefused) as refused:
        open_archive(file).check(lambda done, total: None)
    assert str(refused.value).startswith(str(file))
    assert str(refused.value).endswith(sentence)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match=r"^There is no file .*nowhere\.$"):
        open_archive(tmp_path / "nowhere")
    with pytest.raises(ArchiveRefused, match=r"is a folder: name the file of the archive\.$"):
        open_archive(tmp_path)
