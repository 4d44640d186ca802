"""A browser whose connection is cut shows our page, styled, and keeps no page that somebody looked at."""

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from belong.doors.web.tests.cast import Cast

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found.sort();
}"""


def test_without_a_connection_our_page_says_so(clone_server: LiveServer, cast: Cast, browser: Browser) -> None:
    context = browser.new_context()
    cookie = cast.client("host").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": clone_server.url}])
    page = context.new_page()
    page.goto(clone_server.url + "/groups/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{clone_server.url}/people/{cast.names['person']}")
    assert "Author Doe" in page.content()
    kept = page.evaluate(KEPT)
    assert kept == ["/offline", cast.names["style"]]
    context.set_offline(True)
    page.goto(f"{clone_server.url}/people/{cast.names['person']}")
    assert page.inner_text("h1") == "There is no connection"
    assert "Doe" not in page.content()
    assert page.evaluate("() => getComputedStyle(document.body).margin") == "0px"
    assert page.evaluate(KEPT) == kept
    context.set_offline(False)
    page.click("text=Try again")
    assert "Author Doe" in page.content()
    context.close()
