"""E-mail addresses in texts of archives."""

import time

import pytest

from belong.care.archives.masking import MASK, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to jane.doe@example.org, please", f"write to {MASK}, please"),
        ("JANE@EXAMPLE.ORG", MASK),
        ("<a.b+c@mail.example.co.uk>", f"<{MASK}>"),
        ("jane&#64;example.org", MASK),
        ("jane&#x40;example.org", MASK),
        ("jane&commat;example.org", MASK),
        ("jane.doe at example.org", MASK),
        ("ask jane at example.org", f"ask {MASK}"),
        ("jane (at) example.org", MASK),
        ("jane[at]example[dot]org", MASK),
        ("jane at example dot org", MASK),
        ('<a href="mailto:jane@example.org?subject=x">Jane</a>', "<a>Jane</a>"),
        ("<a href='mailto:jane@example.org'>jane@example.org</a>", f"<a>{MASK}</a>"),
        ("jane at example.org______ Orchard", f"{MASK}______ Orchard"),
        ("jane@example.org_____", f"{MASK}_____"),
        ("Jane | mail at example.org (at home)", f"Jane | {MASK} (at home)"),
        ('email = "goring at example.org", role', f'email = "{MASK}", role'),
        ("E-Mail: &quot;goring at example.org&quot;", f"E-Mail: &quot;{MASK}&quot;"),
        ('email = \\"goring at example.org\\"', f'email = \\"{MASK}\\"'),
        ("write mail at example.org", "write mail at example.org"),
        ("see it at example.org", "see it at example.org"),
        ("it is sold at shop.example.org", "it is sold at shop.example.org"),
        ("looking at example.org", "looking at example.org"),
        ("We met at noon.Then we left", "We met at noon.Then we left"),
        ("twelve at night", "twelve at night"),
        ("https://example.org/@jane.doe/x", "https://example.org/@jane.doe/x"),
        ("@jane you are right", "@jane you are right"),
        ("a@b", "a@b"),
        ("nothing", "nothing"),
    ],
)
def test_addresses_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize("text", ["a" * 200_000, "a." * 100_000 + "@", "a at " * 50_000, "a-" * 100_000, "a@" * 90_000])
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    mask(text)
    assert time.perf_counter() - began < 2
