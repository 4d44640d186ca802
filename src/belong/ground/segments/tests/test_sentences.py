"""A criterion reads as an English sentence, also where it says what is not so."""

from typing import Any

import pytest
from hypothesis import given, settings

from belong.ground.segments.english import missing
from belong.ground.segments.public import parse, sentence
from belong.ground.segments.tests.strategies import criteria, fact_leaves, span_leaves
from belong.ground.segments.words import SAID as words_for
from belong.ground.segments.words import contributions, words

CONTRIBUTIONS = ["answered", "shared", "spoke"]
YEAR = {"days": 365}

SAID: list[tuple[dict[str, Any], str, str]] = [
    (
        {"measure": "count", "kinds": ["asked", "answered", "replied"], "at_least": 1, "days": 365},
        "asked, answered or replied in the last 365 days",
        "never asked, answered or replied in the last 365 days",
    ),
    (
        {"measure": "count", "kinds": ["joined", "registered"], "at_least": 2},
        "joined the community or registered for an event at least 2 times",
        "joined the community or registered for an event fewer than 2 times",
    ),
    ({"measure": "count", "at_least": 1}, "did anything", "did nothing"),
    (
        {"measure": "count", "at_least": 5, "days": 1},
        "did at least 5 things in the last 1 day",
        "did fewer than 5 things in the last 1 day",
    ),
    (
        {"measure": "count", "kinds": CONTRIBUTIONS, "contributions": True, "at_least": 3, **YEAR},
        "answered, shared or spoke at an event for others at least 3 times in the last 365 days",
        "answered, shared or spoke at an event for others fewer than 3 times in the last 365 days",
    ),
    (
        {"measure": "count", "contributions": True, "at_least": 1},
        "contributed",
        "never contributed",
    ),
    (
        {"measure": "helped", "at_least": 2, **YEAR},
        "helped at least 2 people in the last 365 days",
        "helped fewer than 2 people in the last 365 days",
    ),
    (
        {"measure": "helped_by", "at_least": 2, **YEAR},
        "were helped by at least 2 people in the last 365 days",
        "were helped by fewer than 2 people in the last 365 days",
    ),
    (
        {"measure": "helped", "kinds": ["answered"], "at_least": 1},
        "helped somebody (answered)",
        "helped nobody (answered)",
    ),
    (
        {"measure": "months", "contributions": True, "at_least": 4, **YEAR},
        "contributed in at least 4 months in the last 365 days",
        "contributed in fewer than 4 months in the last 365 days",
    ),
    (
        {"measure": "months", "kinds": ["asked"], "at_least": 1},
        "asked in at least 1 month",
        "asked in no month",
    ),
    (
        {"measure": "months", "at_least": 2},
        "did something in at least 2 months",
        "did something in fewer than 2 months",
    ),
    (
        {"measure": "recency", "kinds": ["asked"], "at_most": 30},
        "asked within the last 30 days",
        "last asked more than 30 days ago, or never",
    ),
    (
        {"measure": "received", "kinds": ["accepted", "thanked"], "at_least": 1, **YEAR},
        "got an accepted answer or thanks in the last 365 days",
        "never got an accepted answer or thanks in the last 365 days",
    ),
    (
        {"measure": "partners", "at_least": 2, **YEAR},
        "have a two-way relation with at least 2 people in the last 365 days",
        "have a two-way relation with fewer than 2 people in the last 365 days",
    ),
    (
        {"measure": "permission", "channel": "mail", "purpose": "newsletter"},
        "have given permission for e-mail (newsletter)",
        "have given no permission for e-mail (newsletter)",
    ),
    ({"measure": "role", "role": "host"}, "have the role host", "do not have the role host"),
    ({"measure": "group", "id": 12}, "are in the group 12", "are not in the group 12"),
    (
        {"measure": "group", "kind": "practice"},
        "are in a practice group",
        "are not in a practice group",
    ),
    ({"measure": "group"}, "are in any group", "are not in any group"),
    ({"measure": "tag", "id": 5}, "follow the tag 5", "do not follow the tag 5"),
    ({"measure": "identity", "source": "mail"}, "have left an e-mail address", "have left no e-mail address"),
]


@pytest.mark.parametrize(("data", "says", "denies"), SAID, ids=[says for _, says, _ in SAID])
def test_each_measure_says_what_is_so_and_what_is_not(data: dict[str, Any], says: str, denies: str) -> None:
    assert sentence(parse(data)) == f"People who {says}."
    assert sentence(parse({"not": data})) == f"People who {denies}."
    assert sentence(parse({"not": {"not": data}})) == f"People who {says}."


HOST = {"measure": "role", "role": "host"}
ASKED = {"measure": "count", "kinds": ["asked"], "at_least": 1}
ANY_GROUP = {"measure": "group"}


def test_brackets_stand_where_the_reading_would_be_open() -> None:
    assert sentence(parse({"all": [HOST, {"any": [ASKED, ANY_GROUP]}]})) == (
        "People who have the role host, and (asked, or are in any group)."
    )
    assert sentence(parse({"all": [HOST, {"all": [ASKED, ANY_GROUP]}]})) == (
        "People who have the role host, and asked, and are in any group."
    )


def test_a_denied_combination_denies_its_clauses() -> None:
    assert sentence(parse({"not": {"all": [HOST, {"any": [ASKED, ANY_GROUP]}]}})) == (
        "People who do not have the role host, or (never asked, and are not in any group)."
    )


KINDS = ["asked", "answered"]


def test_what_all_clauses_have_in_common_is_said_once() -> None:
    contributed = {"measure": "count", "contributions": True, "at_least": 3, **YEAR}
    helped = {"measure": "helped", "at_least": 2, **YEAR}
    assert sentence(parse({"all": [contributed, helped]})) == (
        "People who in the last 365 days contributed at least 3 times, and helped at least 2 people."
    )
    assert sentence(parse({"not": {"all": [contributed, {"not": helped}]}})) == (
        "People who in the last 365 days contributed fewer than 3 times, or helped at least 2 people."
    )
    assert sentence(parse({"all": [contributed, {**helped, "days": 30}]})) == (
        "People who contributed at least 3 times in the last 365 days,"
        " and helped at least 2 people in the last 30 days."
    )
    assert sentence(parse({"all": [HOST, {"all": [contributed, helped]}]})) == (
        "People who have the role host,"
        " and (in the last 365 days contributed at least 3 times, and helped at least 2 people)."
    )
    assert sentence(parse({"all": [contributed, helped, {"any": [HOST, contributed]}]})) == (
        "People who in the last 365 days contributed at least 3 times, and helped at least 2 people,"
        " and (have the role host, or contributed at least 3 times in the last 365 days)."
    )
    assert sentence(parse({"any": [contributed, contributed]})) == (
        "People who in the last 365 days contributed at least 3 times."
    )


def test_several_kinds_are_named_once() -> None:
    assert sentence(
        parse(
            {
                "all": [
                    {"measure": "count", "kinds": KINDS, "at_least": 3},
                    {"measure": "months", "kinds": KINDS, "at_least": 2},
                    {"measure": "partners", "kinds": [*KINDS, "replied"], "at_least": 1},
                    {"measure": "recency", "kinds": KINDS, "at_most": 30},
                ]
            }
        )
    ) == (
        "People who asked or answered at least 3 times, and did so in at least 2 months,"
        " and have a two-way relation (asked, answered or replied) with at least 1 person,"
        " and did so within the last 30 days."
    )
    every = {"kinds": list(contributions()), "at_least": 3}
    assert sentence(parse({"measure": "helped", **every})) == "People who helped at least 3 people."
    assert sentence(parse({"measure": "count", "contributions": True, **every})) == (
        "People who contributed at least 3 times."
    )


def test_what_is_missing_says_the_window_once() -> None:
    criterion = parse(
        {
            "all": [
                {"measure": "count", "contributions": True, "at_least": 3, **YEAR},
                {"measure": "helped", "at_least": 2, **YEAR},
                {"measure": "received", "at_least": 2, **YEAR},
            ]
        }
    )
    assert missing(criterion, {"all[0]": 1, "all[1]": 1, "all[2]": 0}) == (
        "2 more contributions, and 1 more person helped, and 2 times thanks or an accepted answer, in the last 365 days"
    )
    assert missing(criterion, {"all[0]": 3, "all[1]": 1, "all[2]": 2}) == "1 more person helped in the last 365 days"
    assert missing(criterion, {"all[0]": 3, "all[1]": 2, "all[2]": 2}) == ""


def test_every_kind_of_fact_has_words_that_can_be_translated() -> None:
    assert set(words()) == words_for.keys()


@settings(max_examples=200, deadline=None)
@given(data=criteria(fact_leaves | span_leaves))
def test_every_criterion_has_a_sentence(data: dict[str, Any]) -> None:
    text = sentence(parse(data))
    assert text.startswith("People who ")
    assert text.endswith(".")
    assert text.count("(") == text.count(")")
    assert "  " not in text and "_" not in text
