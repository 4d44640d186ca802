"""What is found by which words, in which order, and how it is shown."""

import pytest

from belong.community.discussions import public as discussions
from belong.ground.kernel.public import day_of, now
from belong.insight.search import meaning
from belong.insight.search.public import NEWEST, Filters, search
from belong.insight.search.tests.place import Place, followed, titles


@pytest.fixture
def place(clone: str) -> Place:
    made = Place()
    made.ask("Brewing sour beer", "With wild yeasts from the café.", tags=("beer",))
    made.ask("Beer in winter", "The cellar is cold, and the sour cherries are ripe.", tags=("beer", "cold"))
    made.ask("Bread", "A sour dough rises slowly.")
    followed()
    return made


def test_words_are_found_in_all_forms_without_accents_and_capitals(place: Place) -> None:
    assert (
        titles(place.ben, "BREWED") == titles(place.ben, "cafe") == titles(place.ben, "Café") == ["Brewing sour beer"]
    )


def test_quotes_minus_and_or(place: Place) -> None:
    assert titles(place.ben, '"sour beer"') == ["Brewing sour beer"]
    assert titles(place.ben, "sour -beer") == ["Bread"]
    assert set(titles(place.ben, "cherries or dough")) == {"Beer in winter", "Bread"}


def test_a_title_counts_more_and_newest_first_is_by_time(place: Place) -> None:
    assert titles(place.ben, "sour")[0] == "Brewing sour beer"
    assert titles(place.ben, "sour", NEWEST) == ["Bread", "Beer in winter", "Brewing sour beer"]


def test_filters(place: Place) -> None:
    today = day_of(now())
    assert titles(place.ben, "sour", tag="cold") == ["Beer in winter"]
    assert titles(place.ben, "", tag="beer") == ["Beer in winter", "Brewing sour beer"]
    assert titles(place.ben, "sour", tag="unheard") == titles(place.ben, "sour", group="unheard") == []
    assert len(titles(place.ben, "sour", person="ana")) == 3
    assert titles(place.ben, "sour", person="ben") == []
    assert len(titles(place.ben, "sour", begin=today, end=today)) == 3
    assert titles(place.ben, "sour", end=today.replace(year=today.year - 1)) == []


def test_a_topic_is_found_once_with_its_best_post(place: Place) -> None:
    asked = place.ask("Malt")
    discussions.answer(actor=place.ben, topic=asked.uid, body="Barley.")
    discussions.answer(actor=place.ana, topic=asked.uid, body="Barley, barley and again barley.")
    followed()
    found = search(place.ben, "barley")
    assert (found.posts, found.topics, found.hits[0].more) == (2, 1, 1)
    assert found.hits[0].post.author is not None and found.hits[0].post.author.id == place.ana.person


def test_marks_stand_where_the_words_do_in_the_text_itself(place: Place) -> None:
    hit = search(place.ben, "cafe yeast").hits[0]
    assert "".join(piece.text for piece in hit.snippet) == "With wild yeasts from the café."
    assert [piece.text for piece in hit.snippet if piece.hit] == ["yeasts", "café"]
    assert [piece.text for piece in search(place.ben, "beer").hits[0].title if piece.hit] == ["beer"] or [
        piece.text for piece in search(place.ben, "beer").hits[0].title if piece.hit
    ] == ["Beer"]


def test_markup_in_a_text_is_text(place: Place) -> None:
    place.ask("Angles", "Is `<b>hops</b>` & <script>alert(1)</script> malt?")
    followed()
    hit = search(place.ben, "hops").hits[0]
    assert [piece.text for piece in hit.snippet if piece.hit] == ["hops"]
    assert "<b>hops</b>" in "".join(piece.text for piece in hit.snippet)


def test_tags_and_a_better_spelling(place: Place) -> None:
    assert [tag.name for tag in search(place.ben, "beer").tags] == ["beer"]
    assert search(place.ben, "brewwing").meant == "brewing"
    assert search(place.ben, "wint").meant == "winter"
    assert search(place.ben, "xyzzy").meant == ""


@pytest.mark.parametrize(
    ("typed", "word"),
    [("brewign", "brewing"), ("bere", "beer"), ("cheries", "cherries"), ("celar", "cellar"), ("yaests", "yeasts")],
)
def test_a_slip_of_a_finger_is_understood_in_titles_and_in_what_was_said(place: Place, typed: str, word: str) -> None:
    assert search(place.ben, typed).meant == word
    assert search(place.ben, f"sour {typed}").meant == f"sour {word}"


def test_a_word_of_a_tag_is_understood_however_old_the_talk(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.ask("Old", "Who brews a lambic?", tags=("lambic-beers",))
    for number in range(3):
        place.ask(f"Newer {number}", "Something else.")
    followed()
    monkeypatch.setattr(meaning, "TITLES", 1)
    monkeypatch.setattr(meaning, "POSTS", 1)
    assert search(place.ben, "lambci").meant == "lambic"


def test_no_word_is_offered_from_what_somebody_may_not_read(place: Place) -> None:
    place.ask("Quiet", "The lighthouse keeper knows.", group="secret")
    followed()
    assert search(place.ana, "lighthuose").meant == "lighthouse"
    assert search(place.ben, "lighthuose").meant == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        '""',
        "-",
        "-beer",
        "the",
        "&|!():*<->",
        "'",
        "\\",
        "\x00beer",
        "a" * 5_000,
        "%s %(x)s",
        "🍺",
        "or",
        '"sour -beer',
    ],
)
def test_odd_input_raises_nothing(place: Place, text: str) -> None:
    search(place.ben, text)
    search(place.ben, text, Filters(group=text, tag=text, person=text, answered=text), text, 3)


def test_words_of_no_weight_are_said_to_be_none(place: Place) -> None:
    assert (search(place.ben, "the").words, search(place.ben, "beer").words) == (False, True)
