"""Changing the ladder in a form without script: clauses come and go, errors stand at their clause, nothing is lost."""

import re
from html import unescape

import pytest
from django.test import Client

from belong.doors.web.ladder.drafts import draft_from, draft_of
from belong.doors.web.tests.cast import Cast
from belong.ground.people.public import Actor
from belong.insight.journey.models import Ladder
from belong.insight.journey.public import choose_ladder, current_ladder, presets

FIELD = re.compile(
    r'<input (?:id="[^"]*" )?(?:type="(hidden|checkbox|date|text)" )?(?:id="[^"]*" )?name="([^"]+)"'
    r'(?: value="([^"]*)")?([^>]*)>'
)
SELECT = re.compile(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the ladder's form, without a button."""
    form = page[page.index('<form class="form ladder-form"') :]
    form = form[: form.index("</form>")]
    sent = {}
    for kind, name, value, rest in FIELD.findall(form):
        if kind != "checkbox":
            sent[name] = unescape(value)
        elif "checked" in rest:
            sent[name] = "on"
    for name, inside in SELECT.findall(form):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        sent[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', inside)[0]
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def problems(page: str) -> list[tuple[str, str]]:
    """What the summary on top says, with the field that each leads to, which is there."""
    if 'class="problems" role="alert"' not in page:
        return []
    summary = page[page.index('class="problems"') :]
    found = re.findall(r'<li><a href="#([^"]+)">(.*?)</a></li>', summary[: summary.index("</div>")])
    assert all(page.count(f'id="{where}"') == 1 for where, _ in found)
    assert "<title>Please look again: " in page
    return [(where, unescape(says)) for where, says in found]


@pytest.fixture
def host(cast: Cast) -> Client:
    return cast.client("host")


def get(client: Client, path: str = "/ladder/edit") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, sent: dict[str, str], act: str) -> tuple[int, str]:
    answer = client.post("/ladder/edit", {**sent, "act": act})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.key)
def test_a_form_says_the_ladder_that_it_was_made_of(host: Client, preset: object) -> None:
    key = preset.key  # type: ignore[attr-defined]
    sent = fields(get(host, f"/ladder/edit?preset={key}"))
    given = next(each for each in presets() if each.key == key)
    assert draft_from(sent).ladder() == {
        "key": given.key,
        "name": given.name,
        "descend": given.descend,
        "stages": [dict(stage) for stage in given.stages],
    }


def test_clauses_and_steps_come_and_go(host: Client) -> None:
    sent = fields(get(host))
    status, page = send(host, sent, "add:3")
    more = fields(page)
    assert (status, more["s3-clauses"], more["s3-c2-measure"]) == (200, "3", "count")
    _, page = send(host, more, "remove:3.0")
    assert draft_from(fields(page)).ladder()["stages"][3]["criterion"] == {
        "all": [{"measure": "helped", "kinds": ["answered", "shared", "spoke", "reviewed", "hosted"],
                 "at_least": 2, "days": 365}, {"measure": "count", "at_least": 1}]
    }  # fmt: skip
    _, page = send(host, sent, "new")
    assert fields(page)["steps"] == "6"
    _, page = send(host, sent, "drop:4")
    assert fields(page)["steps"] == "4"
    _, page = send(host, sent, "higher:1")
    assert [fields(page)[f"s{place}-key"] for place in (1, 2)] == ["partner", "member"]
    _, page = send(host, sent, "lower:1")
    assert [fields(page)[f"s{place}-key"] for place in (0, 1)] == ["member", "explorer"]
    for act in ("remove:9.9", "drop:77", "add:x", "higher:-1", "remove:0.5", "nonsense"):
        assert send(host, sent, act)[0] == 200


def test_an_error_stands_at_its_clause_and_keeps_what_was_typed(host: Client) -> None:
    sent = fields(get(host)) | {"s3-c1-at_least": "three", "s2-name": "  ", "name": "Mine & yours"}
    status, page = send(host, sent, "try")
    assert status == 422
    assert {name: value for name, value in fields(page).items() if name != "sort"} == {
        name: value for name, value in sent.items() if name != "sort"
    }
    clause = page[page.index('id="s3-c1-error"') :]
    assert 'At least: must be a whole number of at least 1, got "three"' in unescape(clause[:600])
    assert 'id="s2-error"' in page and 'id="s3-c0-error"' not in page
    assert [where for where, _ in problems(page)] == ["s2-name", "s3-c1-measure"]
    assert problems(page)[1][1] == 'Associate: At least: must be a whole number of at least 1, got "three"'
    status, page = send(host, fields(get(host)) | {"s1-c0-kinds": "joined, flown"}, "try")
    assert status == 422 and "is no kind of fact" in page


def test_it_is_tried_by_name_and_chosen_only_with_a_reason(host: Client) -> None:
    sent = fields(get(host, "/ladder/edit?preset=tamarack"))
    status, page = send(host, sent, "try")
    assert status == 200 and "With this one, today:" in page
    assert Ladder.objects.count() == 1
    status, page = send(host, sent | {"seen": "on", "reason": " "}, "choose")
    assert (status, Ladder.objects.count()) == (422, 1)
    status, page = send(host, sent | {"reason": "We write letters"}, "choose")
    assert (status, Ladder.objects.count()) == (422, 1)
    assert 'value="We write letters"' in page
    assert problems(page) == [
        ("reason", "Say why, and that you have seen who moves. Nothing was chosen, and nothing was lost.")
    ]
    status, _ = send(host, sent | {"reason": "We write letters", "seen": "on"}, "choose")
    assert (status, current_ladder().key) == (303, "tamarack")
    assert Ladder.objects.get(key="tamarack").reason == "We write letters"
    first = Ladder.objects.get(key="belonging")
    page = get(host)
    assert f'href="/ladder/edit?former={first.pk}"' in page
    back = fields(get(host, f"/ladder/edit?former={first.pk}")) | {"reason": "Back again", "seen": "on"}
    send(host, back, "choose")
    assert current_ladder().key == "belonging"


HELPED: dict[str, object] = {"measure": "helped", "at_least": 1}


def test_a_new_step_gets_a_key_of_its_own() -> None:
    draft = draft_of("ours", "Ours", "never", [{"key": "member", "name": "Member", "criterion": HELPED}])
    for name in ("Member", "42 Größe!", "Member"):
        draft.steps += draft_of("x", "x", "never", [{"key": "", "name": name, "criterion": HELPED}]).steps
    assert [stage["key"] for stage in draft.ladder()["stages"]] == ["member", "member_2", "gr_e", "member_3"]


@pytest.mark.parametrize(
    "criterion",
    [
        {"not": {"measure": "role", "role": "board"}},
        {"any": [{"measure": "count", "at_least": 2}, {"all": [{"measure": "helped", "at_least": 1}]}]},
        {"not": {"any": [{"measure": "helped", "at_least": 1}]}},
        {"all": [{"any": [{"all": [{"any": [{"measure": "helped", "at_least": 1}]}]}]}, {"measure": "group"}]},
        {"not": {"not": {"measure": "role", "role": "board"}}},
    ],
)
def test_what_the_form_cannot_say_is_kept(criterion: dict[str, object]) -> None:
    draft = draft_of("ours", "Ours", "never", [{"key": "a", "name": "A", "criterion": criterion}])
    assert draft.ladder()["stages"][0]["criterion"] == criterion


HOST, GUEST = {"measure": "role", "role": "host"}, {"measure": "role", "role": "guest"}
NESTED: dict[str, list[dict[str, object]]] = {
    "all": [
        HELPED,
        {"not": {"any": [HOST, {"all": [GUEST, {"not": HELPED}]}]}},
        {"any": [HOST, {"any": [{"all": [HOST]}]}]},
    ]
}


def nested(host: Client) -> dict[str, str]:
    """The form of a ladder whose second step is nested three deep, and in one place deeper."""
    stages = [{"key": "a", "name": "A", "criterion": HELPED}, {"key": "b", "name": "B", "criterion": NESTED}]
    choose_ladder(actor=Actor.system_run("test"), key="deep", name="Deep", stages=stages, reason="A test.")
    return fields(get(host))


def test_combinations_are_written_in_the_form_and_what_is_deeper_is_kept(host: Client) -> None:
    sent = nested(host)
    assert draft_from(sent).ladder()["stages"][1]["criterion"] == NESTED
    assert (sent["s1-c1-join"], sent["s1-c1-not"], sent["s1-c1-c1-join"]) == ("any", "on", "all")
    assert sent["s1-c2-c1-c0-raw"] == '{"all": [{"measure": "role", "role": "host"}]}'
    changed = draft_from(sent | {"s1-c1-c1-c0-role": "friend", "s1-c1-join": "all"}).ladder()["stages"][1]["criterion"]
    friend = {"measure": "role", "role": "friend"}
    assert changed["all"][1] == {"not": {"all": [HOST, {"all": [friend, {"not": HELPED}]}]}}


def test_combinations_come_and_go(host: Client) -> None:
    sent = nested(host)

    def after(act: str, here: dict[str, str] = sent) -> dict[str, str]:
        status, page = send(host, here, act)
        assert status == 200
        return fields(page)

    def criterion(here: dict[str, str]) -> list[dict[str, object]]:
        return draft_from(here).ladder()["stages"][1]["criterion"]["all"]  # type: ignore[no-any-return]

    one = {"measure": "count", "at_least": 1}
    assert criterion(after("combine:1"))[3] == {"any": [one, one]}
    assert criterion(after("combine:1.2"))[2] == {"any": [HOST, {"any": [{"all": [HOST]}]}, {"all": [one, one]}]}
    assert criterion(after("add:1.1.1"))[1] == {"not": {"any": [HOST, {"all": [GUEST, {"not": HELPED}, one]}]}}
    assert criterion(after("remove:1.1.1.0"))[1] == {"not": {"any": [HOST, {"all": [{"not": HELPED}]}]}}
    assert criterion(after("remove:1.1")) == [HELPED, NESTED["all"][2]]
    for act in (
        "combine:1.1.1",
        "combine:1.0",
        "add:1.0",
        "add:1.9",
        "remove:1.1.9",
        "remove:1.1.1.0.0.0",
        "combine:9",
    ):
        assert criterion(after(act)) == NESTED["all"]


def test_what_is_wrong_inside_a_combination_is_said_there(host: Client) -> None:
    sent = nested(host) | {"s1-c1-c1-c0-role": "no role", "s0-c0-at_least": "0"}
    status, page = send(host, sent, "try")
    assert status == 422
    assert [where for where, _ in problems(page)] == ["s0-c0-measure", "s1-c1-c1-c0-measure"]
    status, page = send(host, nested(host) | {"s1-c1-c1-clauses": "0"}, "try")
    assert (status, [where for where, _ in problems(page)]) == (422, ["s1-c1-c1-join"])


def test_it_is_tried_as_of_a_past_day_but_chosen_only_today(host: Client) -> None:
    sent = fields(get(host, "/ladder/edit?preset=tamarack"))
    status, page = send(host, sent | {"as_of": "2016-06-30"}, "try")
    assert status == 200
    assert "With this one, at the end of 30 June 2016: 0 up, 0 down" in page
    assert 'value="choose"' not in page and 'value="2016-06-30"' in page
    status, page = send(host, fields(page), "today")
    assert "With this one, today:" in page and 'value="choose"' in page
    for wrong in ("soon", "2999-01-01"):
        status, page = send(host, sent | {"as_of": wrong}, "try")
        assert (status, [where for where, _ in problems(page)]) == (422, ["as_of"])
        assert f'value="{wrong}"' in page


ONE = {"steps": "1", "s0-clauses": "1"}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"steps": "999", "act": "try"},
        {**ONE, "s0-c0-raw": "{", "act": "try"},
        {**ONE, "s0-c0-raw": "[1]", "act": "try"},
        {**ONE, "s0-name": "\x00", "act": "choose"},
        {**ONE, "s0-c0-measure": "wealth", "s0-c0-at_least": "9" * 40, "act": "next:zzz"},
    ],
)
def test_made_up_forms_break_nothing(host: Client, sent: dict[str, str]) -> None:
    assert host.post("/ladder/edit", sent).status_code in {200, 422}
