"""Nothing is wrong behind the links of a mail."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast
from belong.doors.web.tests.posted import newest_code
from belong.ground.arrivals import public as arrivals
from belong.ground.kernel.public import uuid7
from tests.browser.arriving.ana import ANA, link
from tests.browser.test_every_page import RULES


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong_behind_the_links(
    clone_server: LiveServer, with_questions: Cast, browser: Browser, width: int, scheme: str
) -> None:
    """The pages that a mail leads to: an invitation, a question whether to write, leaving, a code, a yes."""
    arrivals.invite(
        actor=with_questions.actor("member"),
        address="ben@example.org",
        line="Come.",
        group=str(with_questions.names["club"]),
        request_key=uuid7(),
    )
    arrivals.ask_to_stay_in_touch(address=ANA, sentence="They may write to me.")
    arrivals.stay_in_touch(token=link(ANA).rsplit("/", 1)[1])
    arrivals.ask_to_stay_in_touch(address="cyn@example.org", sentence="They may write to me.")
    uid = arrivals.ask_to_join(name="Dan", address="dan@example.org", answers=["I bake.", "Ana."], request_key=uuid7())
    paths = [link("ben@example.org"), link(ANA), link("cyn@example.org"), link("dan@example.org"), "/join"]
    found = _wrong(browser, clone_server, paths, width, scheme)
    arrivals.prove_request(uid=uid, code=newest_code("dan@example.org"))
    found += _wrong(browser, clone_server, [f"/join/{uid}"], width, scheme)
    queue = _wrong(browser, clone_server, ["/joining"], width, scheme, with_questions)
    arrivals.decide_request(actor=with_questions.actor("host"), uid=uid, granted=True, words="Welcome.")
    found += _wrong(browser, clone_server, [link("dan@example.org")], width, scheme)
    decided = _wrong(browser, clone_server, ["/joining?show=decided", "/invite"], width, scheme, with_questions)
    assert found + queue + decided == []


def _wrong(
    browser: Browser, server: LiveServer, paths: list[str], width: int, scheme: str, host: Cast | None = None
) -> list[str]:
    """What axe says of these pages, and which of them scroll sideways."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    if host is not None:
        cookie = host.client("host").cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    page, wrong = context.new_page(), []
    for path in paths:
        answer = page.goto(server.url + path)
        assert answer is not None and answer.status == 200, path
        said = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{path}: {one['id']}: {node['html'][:120]}" for one in said for node in one["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{path} scrolls sideways")
    context.close()
    return wrong
