import re
import time

import pytest

from belong.ground.kernel.public import (
    MAX_BODY,
    TextTooLong,
    clean_html,
    clean_source,
    escaped,
    links,
    one_line,
    plain,
    render_markdown,
    rewrite_links,
)


def test_markdown_becomes_html_with_tables_and_links() -> None:
    html = render_markdown("**Hello** https://example.org\n\n| a |\n|---|\n| 1 |").html
    assert "<strong>Hello</strong>" in html
    assert '<a href="https://example.org" rel="nofollow noopener ugc">https://example.org</a>' in html
    assert "<td>1</td>" in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg onload=alert(1)>",
        "<iframe src='https://example.org'></iframe>",
        '<a href="data:text/html,x">x</a>',
        "<form action='/sign-out'><button>x</button></form>",
        "<p style='position:fixed'>x</p>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_that_acts_survives(attack: str) -> None:
    for html in (clean_html(attack), render_markdown(attack).html):
        shown = html.lower()
        assert not any(word in shown for word in ("<script", "<svg", "<iframe", "<form", "<style", "<p style"))
        assert not any(
            address.startswith(("javascript", "data")) for address in re.findall(r'<a[^>]* href="([^"]*)', shown)
        )
        assert not re.search(r"<[^>]*\bonerror", shown)


def test_a_text_past_the_limit_is_refused_in_words() -> None:
    assert render_markdown("a" * MAX_BODY).source == "a" * MAX_BODY
    with pytest.raises(TextTooLong, match="20,001 characters"):
        render_markdown("a" * (MAX_BODY + 1))


def test_a_long_run_without_spaces_is_rendered_in_linear_time() -> None:
    began = time.process_time()
    render_markdown("http://ahttp://a" * (MAX_BODY // 16))
    assert time.process_time() - began < 1


def test_control_characters_that_the_database_cannot_keep_are_dropped() -> None:
    assert clean_source("a\x00b\r\nc\ud800") == "ab\nc"
    assert "\x00" not in clean_html("<p>a\x00b</p>")


def test_plain_text_keeps_its_paragraphs_and_shows_its_signs() -> None:
    assert escaped("a < b\nc\n\nd") == "<p>a &lt; b<br>c</p>\n<p>d</p>"


def test_links_are_rewritten_by_their_whole_address() -> None:
    html = clean_html('<p><a href="https://x.org/q/1?a=1&amp;b=2">one</a> <a href="https://x.org/q/12">two</a></p>')
    assert list(links(html)) == ["https://x.org/q/1?a=1&b=2", "https://x.org/q/12"]
    assert list(links(rewrite_links(html, {"https://x.org/q/1?a=1&b=2": "/topics/7"}))) == [
        "/topics/7",
        "https://x.org/q/12",
    ]


def test_an_excerpt_is_what_a_reader_sees_cut_at_a_word() -> None:
    assert plain("<p>One &amp; two</p><p>three</p>") == "One & two three"
    assert plain("<p>" + "word " * 100 + "</p>", 22) == "word word word word…"


def test_headings_of_a_text_stand_below_those_of_its_page() -> None:
    html = render_markdown("# One\n\n## Two\n\n### Three").html
    assert re.findall(r"<(h\d)>", html) == ["h3", "h4", "h3"]
    assert clean_html("<h1>One</h1><h2>Two</h2><h5>Five</h5>") == "<h3>One</h3><h4>Two</h4><h5>Five</h5>"
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('<img src="https://e.org/a.png" alt="A mill">', '<a href="https://e.org/a.png" REL>A mill</a>'),
        ('<img alt="a &lt;b&gt; \'&quot;" src="https://e.org/a?b&amp;c">', None),
        ('<img src="https://e.org/mill.png?size=2">', '<a href="https://e.org/mill.png?size=2" REL>mill.png</a>'),
        ('<a href="https://e.org/"><img src="https://e.org/a.png" alt="A mill"></a>', None),
        ('<img src="a.png" alt="A mill">', "A mill"),
        ('<img src="https://e.org/" alt="">', '<a href="https://e.org/" REL>e.org</a>'),
        ('<img alt="Nothing">', "Nothing"),
    ],
)
def test_a_picture_from_elsewhere_is_a_link_with_its_words(given: str, shown: str | None) -> None:
    html = clean_html(f"<p>{given}</p>")
    assert "<img" not in html
    assert html.count("<a ") <= 1
    assert clean_html(html) == html
    if shown is not None:
        assert html == f"<p>{shown}</p>".replace("REL", 'rel="nofollow noopener ugc"')


def test_a_picture_in_a_link_leaves_the_link_its_words() -> None:
    html = clean_html(
        '<a href="https://e.org/x"><img src="https://e.org/a.png" alt="A mill"></a> <img src="http://e.org/b.png">'
    )
    assert html == (
        '<a href="https://e.org/x" rel="nofollow noopener ugc">A mill</a> '
        '<a href="http://e.org/b.png" rel="nofollow noopener ugc">b.png</a>'
    )


def test_signs_that_turn_the_direction_of_a_line_are_left_out() -> None:
    assert one_line("Ana\u202e gnp.exe\u2066\n  x") == "Ana gnp.exe x"
    assert one_line("\u05d0\u200f b") == "\u05d0\u200f b"
