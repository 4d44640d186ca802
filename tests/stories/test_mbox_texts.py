"""What mails say, however they are written: folded quotes, signatures, charsets, dates, files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from belong.care.archives.masking import mask
from belong.care.archives.public import AttachmentRecord, PersonRecord, Phase, TopicRecord
from belong.ground.kernel.public import clean_html
from tests.stories.mails import UNDATED, bodies, mail, read, write

DASHES = "-- "


def topics(folder: Path, *mails: bytes) -> list[TopicRecord]:
    found = read(write(folder / "list.mbox", *mails))[Phase.TOPICS]
    return [item.what for item in found if isinstance(item.what, TopicRecord)]


def test_quotes_are_folded_signatures_set_apart_and_footers_dropped(tmp_path: Path) -> None:
    text = f"""Yes, ten weeks.

On Mon, Jun 1, 2020 at 9:00 AM Ann Lee <ann at example.org> wrote:
> How long can it wait?
>> Who asks?
>
> In the fridge.

See https://example.org/a?b=1&c=2.

{DASHES}
Bo Winter, the mill
_______________________________________________
Orchard mailing list
Orchard at lists.example.org
https://lists.example.org/mailman/listinfo/orchard
"""
    (html,) = bodies(mail(1, text), folder=tmp_path)
    assert mask(html) == (
        "<p>Yes, ten weeks.</p>\n"
        "<details><summary>On Mon, Jun 1, 2020 at 9:00 AM Ann Lee &lt;[address hidden]&gt; wrote:</summary>"
        "<blockquote><p>How long can it wait?</p>\n<blockquote><p>Who asks?</p></blockquote>\n"
        "<p>In the fridge.</p></blockquote></details>\n"
        '<p>See <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.</p>\n'
        "<hr><p><small>Bo Winter, the mill</small></p>"
    )
    kept = clean_html(html)
    assert "<details><summary>" in kept and "<blockquote>" in kept and "<small>" in kept


def test_a_signature_is_set_apart_from_the_files_that_an_archive_names_below_it(tmp_path: Path) -> None:
    taken_out = "\n".join(
        f"""-------------- next part --------------
A non-text attachment was scrubbed...
Name: {name}
Type: application/octet-stream
Size: 488 bytes
Desc: not available
URL: <https://example.org/{name}>
"""
        for name in ("stones.pdf", "signature.asc")
    )
    text = f"""Here is the drawing.

--
Bo Winter

the mill

On the hill

By the water

{taken_out}"""
    (html,) = bodies(mail(1, text), folder=tmp_path)
    assert html == (
        "<p>Here is the drawing.</p>\n"
        '<ul><li>stones.pdf: <a href="https://example.org/stones.pdf">https://example.org/stones.pdf</a></li></ul>\n'
        '<ul><li>signature.asc: <a href="https://example.org/signature.asc">https://example.org/signature.asc</a></li></ul>\n'
        "<hr><p><small>Bo Winter<br>\n<br>\nthe mill<br>\n<br>\nOn the hill<br>\n<br>\nBy the water</small></p>"
    )


@pytest.mark.parametrize(("said", "is_signature"), [(15, True), (16, False)])
def test_empty_lines_do_not_make_a_signature_long(said: int, is_signature: bool, tmp_path: Path) -> None:
    lines = "\n\n".join(f"line {number}" for number in range(said))
    (html,) = bodies(mail(1, f"Here is the drawing.\n\n--\n{lines}"), folder=tmp_path)
    assert ("<hr><p><small>line 0<br>" in html, "--" in html) == (is_signature, not is_signature)


def test_what_is_only_quoted_stays_open(tmp_path: Path) -> None:
    (html,) = bodies(mail(1, "> all of it\n> is quoted"), folder=tmp_path)
    assert html == "<blockquote><p>all of it<br>\nis quoted</p></blockquote>"


def test_a_mail_below_without_marks_is_folded(tmp_path: Path) -> None:
    text = "Thank you!\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\nSubject: x\n\nWords of Ann."
    outlook = "Danke!\n\n________________________________\nVon: Ann\nGesendet: Montag\nBetreff: x\n\nWords of Ann."
    first, second = bodies(mail(1, text), mail(2, outlook), folder=tmp_path)
    assert first.startswith("<p>Thank you!</p>\n<details><summary>-----Original Message-----</summary>")
    assert second.startswith("<p>Danke!</p>\n<details><summary>Von: Ann</summary>")


FORMS = """--a
Content-Type: text/plain

On Monday Ann wrote:

Old words
New words
--a
Content-Type: text/html

<div>On Monday Ann wrote:<blockquote>Old words</blockquote></div><div>New words</div>
--a--
"""


def test_a_plain_form_that_does_not_mark_its_quotes_gives_way_to_the_one_that_does(tmp_path: Path) -> None:
    (html,) = bodies(mail(1, FORMS, Content_Type="multipart/alternative; boundary=a"), folder=tmp_path)
    folded = "<details><summary>…</summary><blockquote>Old words</blockquote></details>"
    assert html == f"On Monday Ann wrote:{folded}New words"


def test_lines_that_were_only_full_are_whole_again(tmp_path: Path) -> None:
    text = (
        "These words were broken where the line was full, and nowhere\n"
        "else; they are one sentence.\nThis is another line.\n- and a point\n"
    )
    (html,) = bodies(mail(1, text), folder=tmp_path)
    assert html == (
        "<p>These words were broken where the line was full, and nowhere else; they are one sentence.<br>\n"
        "This is another line.<br>\n- and a point</p>"
    )


def test_code_stays_as_it_stands(tmp_path: Path) -> None:
    (html,) = bodies(mail(1, "Look:\n\n    if x < 1:\n        y()\n\n    z()\n\nDone."), folder=tmp_path)
    assert html == ("<p>Look:</p>\n<pre><code>    if x &lt; 1:\n        y()\n\n    z()</code></pre>\n<p>Done.</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to fred at example.org now", "write to [address hidden] now"),
        ("write to <fred at example.org> now", "write to &lt;[address hidden]&gt; now"),
        ("ann at example.org said", "[address hidden] said"),
        ("From: help at example.org (Help)", "From: [address hidden] (Help)"),
        ("> To: king at example.org", "To: [address hidden]"),
        ("x|@t@ @end|ng |rom reve||e@net is it", "[address hidden] is it"),
        ("see it at example.org", "see it at example.org"),
        ("real: bo@example.org", "real: [address hidden]"),
    ],
)
def test_addresses_in_mails_are_masked_however_they_are_spelt(tmp_path: Path, text: str, expected: str) -> None:
    (html,) = bodies(mail(1, text), folder=tmp_path)
    assert expected in mask(html)
    assert "@" not in mask(html)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("=?utf-8?q?M=C3=BChle?= und =?iso-8859-1?q?B=E4ckerei?=", "Mühle und Bäckerei"),
        ("=?utf-8?b?TcO8aGxl_=?=", "Mühle"),
        ("=?x-martian?q?M=FChle?=", "Mühle"),
        ("=?utf-8?q?halb=C3?=\n =?utf-8?q?=BC?=", "halbü"),
        ("M\udcfchle", "Mühle"),
        ("Re: [x] Re: Mill", "[x] Re: Mill"),
        ("tab\tand\n  fold", "tab and fold"),
    ],
)
def test_subjects_survive_their_wreckage(tmp_path: Path, subject: str, expected: str) -> None:
    (topic,) = topics(tmp_path, mail(1, Subject=subject))
    assert topic.title == expected


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("iso-8859-1", "Mühle".encode("latin-1")),
        ("utf-8", "Mühle".encode("latin-1")),
        ("unknown-8bit", "Mühle".encode()),
        ("x-no-such-thing", "Mühle".encode()),
        ("us-ascii", "Mühle".encode()),
    ],
)
def test_every_charset_is_read(tmp_path: Path, charset: str, content: bytes) -> None:
    text = content.decode("utf-8", "surrogateescape")
    (html,) = bodies(mail(1, text, Content_Type=f'text/plain; charset="{charset}"'), folder=tmp_path)
    assert html == "<p>Mühle</p>"


def test_dates_that_are_none_are_the_envelopes_or_the_neighbours_and_say_so(db: None, tmp_path: Path) -> None:
    found = topics(
        tmp_path,
        mail(1, envelope=UNDATED, Date="yesterday"),
        mail(2, Date="Mon, 32 Foo 2020 10:00:00"),
        mail(3, envelope=UNDATED, Date="Fri, 01 Jan 2038 10:00:00 +0000"),
        mail(4, Date="Thu, 01 Jan 1970 00:00:00 +0000"),
        mail(5, Date="Mon, 1 Jun 20 05:00:00 GMT"),
    )

    def hour(number: int) -> datetime:
        return datetime(2020, 6, 1, number, tzinfo=UTC)

    assert [topic.created_at for topic in found] == [hour(2), hour(2), hour(2), hour(4), hour(5)]
    said = ["beside it" if "beside it" in one.body else "arrived" if "arrived" in one.body else "" for one in found]
    assert said == ["beside it", "arrived", "beside it", "arrived", ""]


def test_html_alone_becomes_a_text(tmp_path: Path) -> None:
    page = (
        "<html><head><title>No</title><style>p {}</style></head><body><div>Hello <b>Bo</b></div><div>Line</div>"
        '<script>alert(1)</script><div class="gmail_quote">On Monday: <blockquote>Old words of '
        "ann at example.org</blockquote></div></body></html>"
    )
    (html,) = bodies(mail(1, page, Content_Type="text/html; charset=utf-8"), folder=tmp_path)
    assert mask(html) == (
        "Hello <b>Bo</b><br>Line<br><details><summary>…</summary><blockquote>On Monday: "
        "<blockquote>Old words of [address hidden]</blockquote></blockquote></details>"
    )


MIXED = """--b
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

The plan.
--a
Content-Type: text/html

<p>The <i>plan</i>.</p>
--a--
--b
Content-Type: application/pdf; name="../../plan of the mill.pdf"
Content-Disposition: attachment; filename="../../plan of the mill.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b
Content-Type: application/pgp-signature; name=signature.asc

xyz
--b--
"""


def test_files_are_attached_and_linked(tmp_path: Path) -> None:
    found = read(write(tmp_path / "list.mbox", mail(1, MIXED, Content_Type="multipart/mixed; boundary=b")))
    (item,) = found[Phase.ATTACHMENTS]
    assert isinstance(item.what, AttachmentRecord)
    assert (item.what.name, item.what.media_type) == ("plan of the mill.pdf", "application/pdf")
    assert item.what.read() == b"%PDF-"
    (topic,) = found[Phase.TOPICS]
    assert isinstance(topic.what, TopicRecord)
    link = f'<a href="archive:{item.what.key}">plan of the mill.pdf</a> (5 B)'
    assert topic.what.body == f"<p>The plan.</p>\n<ul><li>{link}</li></ul>"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "text/plain"),
        ("--x\n\nno end", "multipart/mixed; boundary=x"),
        ("no parts at all", "multipart/mixed"),
        ("\x00\x01", "text/plain"),
        ("%%%", "text/plain; charset=base64"),
        ("=ZZ=", 'text/plain; charset="utf-8'),
    ],
)
def test_broken_mails_lose_nothing_of_their_thread(tmp_path: Path, text: str, kind: str) -> None:
    (topic,) = topics(tmp_path, mail(1, text, Content_Type=kind, Content_Transfer_Encoding="quoted-printable"))
    assert topic.title == "Subject 1"
    assert bool(topic.body) == bool(text.strip("\x00\x01"))


@pytest.mark.parametrize(
    ("sender", "address", "name"),
    [
        ("Ann Lee <Ann@Example.org>", "ann@example.org", "Ann Lee"),
        ("ann at example.org (Ann Lee)", "ann@example.org", "Ann Lee"),
        ("=?utf-8?q?J=C3=B6rg?= <j@example.org>", "j@example.org", "Jörg"),
        ("Lee, Ann <ann@example.org>", "ann@example.org", "Lee, Ann"),
        ("ann@example.org", "ann@example.org", "ann"),
        ("m@thrun @ending from gmx@net (M. Thrun)", "", "M. Thrun"),
        ("root@localhost", "", "root"),
        ("\"'Ann' via Orchard\" <orchard@lists.example.org>", "", "Ann"),
    ],
)
def test_senders_are_told_apart(tmp_path: Path, sender: str, address: str, name: str) -> None:
    (item,) = read(write(tmp_path / "list.mbox", mail(1, From=sender)))[Phase.PEOPLE]
    assert isinstance(item.what, PersonRecord)
    assert item.what.identities == ((("mail", address),) if address else ())
    assert item.what.name == name
    assert "@" not in item.what.key
