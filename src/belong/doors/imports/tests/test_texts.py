"""Links and comments of dumps."""

import time

import pytest

from belong.doors.imports.stackexchange.links import Links, hosts
from belong.doors.imports.stackexchange.remarks import remark_html
from belong.ground.kernel.public import clean_html


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("beer", "beer.stackexchange.com"),
        ("bicycles-meta", "bicycles.meta.stackexchange.com"),
        ("bicycles-meta", "meta.bicycles.stackexchange.com"),
        ("stackoverflow", "stackoverflow.com"),
        ("meta", "meta.stackexchange.com"),
        ("beer.stackexchange.com", "beer.stackexchange.com"),
        ("beer.meta.stackexchange.com", "meta.beer.stackexchange.com"),
        ("askubuntu.com", "askubuntu.com"),
    ],
)
def test_hosts_of_a_site(site: str, host: str) -> None:
    assert host in hosts(site)


links = Links("beer", {"5", "6", "c7"}.__contains__)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://beer.stackexchange.com/questions/5", "5"),
        ("https://beer.stackexchange.com/questions/5/what-is-it", "5"),
        ("https://beer.stackexchange.com/questions/5/what-is-it/6#6", "6"),
        ("https://beer.stackexchange.com/questions/5/what-is-it/6", "6"),
        ("https://beer.stackexchange.com/questions/5/what-is-it?lastactivity#answer-6", "6"),
        ("https://beer.stackexchange.com/questions/5/what-is-it/99#99", "5"),
        ("//beer.stackexchange.com/q/5/12", "5"),
        ("HTTP://BEER.stackexchange.com/a/6/12", "6"),
        ("/a/6", "6"),
        ("/questions/5/what#comment7_5", "c7"),
        ("/questions/5/what#comment8_5", "5"),
        ("https://beer.stackexchange.com/questions/99", None),
        ("https://beer.stackexchange.com/questions/tagged/hops", None),
        ("https://beer.stackexchange.com/users/5", None),
        ("https://wine.stackexchange.com/questions/5", None),
        ("https://beer.stackexchange.com.evil.example/questions/5", None),
        ("https://evil.example/beer.stackexchange.com/questions/5", None),
        ("//evil.example/questions/5", None),
    ],
)
def test_the_post_that_an_address_means(address: str, key: str | None) -> None:
    assert links.target(address) == key


REL = 'rel="nofollow noopener ugc"'


def test_links_inside_are_rewritten_and_relative_ones_made_whole() -> None:
    html = (
        '<a href="https://beer.stackexchange.com/q/5">a</a> <a class=x href=\'/a/6?x=1&amp;y=2\' rel="nofollow">b</a> '
        '<a href="/help/on-topic">c</a> <a href="https://example.org/questions/5">d</a> <code>href="/q/5"</code>'
    )
    assert links.inside(html) == (
        f'<a href="archive:5" {REL}>a</a> <a href="archive:6" {REL}>b</a> '
        f'<a href="https://beer.stackexchange.com/help/on-topic" {REL}>c</a> '
        f'<a href="https://example.org/questions/5" {REL}>d</a> <code>href="/q/5"</code>'
    )
    assert links.inside("<p class=x>No link") == "<p class=x>No link"


@pytest.mark.parametrize(
    "spelt",
    [
        "<a href=/q/5>a</a>",
        '<a href = "/q/5">a</a>',
        '<a href="/q/5"  >a</a>',
        '<A HREF="/q/5">a</A>',
        "<a\nhref='\n/q/5 '>a</a>",
        '<a href="https://beer.stackexchange.com:443/q/5">a</a>',
        '<a href="http://beer.stackexchange.com:80/q/5">a</a>',
        '<a href="/posts/5">a</a>',
        '<a href="/q/5/1234">a</a>',
        '<a href="&#47;q/5">a</a>',
    ],
)
def test_a_link_is_found_however_it_is_spelt(spelt: str) -> None:
    assert links.inside(spelt) == f'<a href="archive:5" {REL}>a</a>'


def test_a_title_before_the_address_hides_no_link() -> None:
    assert 'href="archive:5"' in links.inside('<a title="a>b" href="/q/5">a</a>')
    assert 'href="archive:5"' in links.inside('<a title="5&quot; href=" href="/posts/5">a</a>')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain & <b>simple</b>", "<p>plain &amp; &lt;b&gt;simple&lt;/b&gt;</p>"),
        ("some `*code*` here", "<p>some <code>*code*</code> here</p>"),
        ("**very** *much* and _so_", "<p><strong>very</strong> <em>much</em> and <em>so</em></p>"),
        ("2 * 3 * 4 snake_case_name", "<p>2 * 3 * 4 snake_case_name</p>"),
        ('[a (b)](http://x.org/y_(z) "t") c', '<p><a href="http://x.org/y_(z)">a (b)</a> c</p>'),
        ("see [it](/q/5)", '<p>see <a href="/q/5">it</a></p>'),
        ("[no](javascript:alert)", "<p>[no](javascript:alert)</p>"),
        ("see http://x.org/a_b_c.", '<p>see <a href="http://x.org/a_b_c">http://x.org/a_b_c</a>.</p>'),
        ('"http://x.org/a?b=1&c=2"', '<p>&quot;<a href="http://x.org/a?b=1&amp;c=2">http://x.org/a?b=1&amp;c=2</a>'
         "&quot;</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
    ],
)  # fmt: skip
def test_marks_of_comments(text: str, html: str) -> None:
    assert remark_html(text) == html


@pytest.mark.parametrize("text", ["`" * 5000, "*a " * 1600, "**a" * 1600, "[a](" * 1200, "[" * 5000, "a" * 100_000])
def test_no_comment_takes_long(text: str) -> None:
    began = time.perf_counter()
    assert clean_html(remark_html(text))
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("html", ["<a " * 50_000, '<a href="' * 50_000, "<a href=" * 50_000])
def test_no_text_takes_long(html: str) -> None:
    began = time.perf_counter()
    links.inside(html)
    assert time.perf_counter() - began < 2
