"""A criterion reads as an English sentence, also where it says what is not so."""

from typing import Any

import pytest
from hypothesis import given, settings

from belong.ground.segments.public import parse, sentence
from belong.ground.segments.tests.strategies import criteria, fact_leaves, span_leaves

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
        "made at least 3 contributions (answered, shared or spoke at an event) in the last 365 days",
        "made fewer than 3 contributions (answered, shared or spoke at an event) in the last 365 days",
    ),
    (
        {"measure": "count", "contributions": True, "at_least": 1},
        "made at least 1 contribution",
        "made no contribution",
    ),
    (
        {"measure": "helped", "at_least": 2, **YEAR},
        "helped at least 2 different known people in the last 365 days",
        "helped fewer than 2 different known people in the last 365 days",
    ),
    (
        {"measure": "helped_by", "at_least": 2, **YEAR},
        "were helped by at least 2 different known people in the last 365 days",
        "were helped by fewer than 2 different known people in the last 365 days",
    ),
    (
        {"measure": "helped", "kinds": ["answered"], "at_least": 1},
        "helped somebody known (answered)",
        "helped nobody known (answered)",
    ),
    (
        {"measure": "months", "contributions": True, "at_least": 4, **YEAR},
        "made contributions in at least 4 different calendar months in the last 365 days",
        "made contributions in fewer than 4 different calendar months in the last 365 days",
    ),
    (
        {"measure": "months", "kinds": ["asked"], "at_least": 1},
        "asked in at least 1 calendar month",
        "asked in no calendar month",
    ),
    (
        {"measure": "months", "at_least": 2},
        "did something in at least 2 different calendar months",
        "did something in fewer than 2 different calendar months",
    ),
    (
        {"measure": "recency", "kinds": ["asked"], "at_most": 30},
        "asked within the last 30 days",
        "last asked more than 30 days ago, or never",
    ),
    (
        {"measure": "received", "kinds": ["accepted", "thanked"], "at_least": 1, **YEAR},
        "received at least 1 acknowledgement (accepted or thanked) from others in the last 365 days",
        "received no acknowledgement (accepted or thanked) from others in the last 365 days",
    ),
    (
        {"measure": "partners", "at_least": 2, **YEAR},
        "have a two-way relation with at least 2 different people in the last 365 days",
        "have a two-way relation with fewer than 2 different people in the last 365 days",
    ),
    (
        {"measure": "permission", "channel": "mail", "purpose": "newsletter"},
        "have given permission for mail (newsletter)",
        "have given no permission for mail (newsletter)",
    ),
    ({"measure": "role", "role": "host"}, "have the role host", "do not have the role host"),
    ({"measure": "group", "id": 12}, "are in the group 12", "are not in the group 12"),
    (
        {"measure": "group", "kind": "practice"},
        "are in a group of kind practice",
        "are not in a group of kind practice",
    ),
    ({"measure": "group"}, "are in any group", "are not in any group"),
    ({"measure": "tag", "id": 5}, "follow the tag 5", "do not follow the tag 5"),
    ({"measure": "identity", "source": "mail"}, "are known at mail", "are not known at mail"),
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


@settings(max_examples=200, deadline=None)
@given(data=criteria(fact_leaves | span_leaves))
def test_every_criterion_has_a_sentence(data: dict[str, Any]) -> None:
    text = sentence(parse(data))
    assert text.startswith("People who ")
    assert text.endswith(".")
    assert text.count("(") == text.count(")")
    assert "  " not in text and "_" not in text
