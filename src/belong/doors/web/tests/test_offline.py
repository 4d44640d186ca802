"""The page for when there is no connection: the same for everybody, and the worker keeps nothing else."""

import re

from django.test import Client

from belong.doors.web.middleware import CONTENT_SECURITY_POLICY
from belong.doors.web.shared import style
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import settled


def test_nobody_stands_on_the_page(cast: Cast) -> None:
    pages = {cast.client(role).get("/offline").content for role in ("stranger", "member", "host")}
    (page,) = pages
    assert b"There is no connection" in page
    assert b"sign-in" not in page and b"<script" not in page


def test_the_worker_names_what_it_keeps_and_changes_with_it(cast: Cast) -> None:
    client = Client()
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert answer["Cache-Control"] == "no-cache"
    script = answer.content.decode()
    assert f'STYLE = "{style.address()}"' in script
    assert "{style}" not in script and "{kept}" not in script
    with settled(name="Another name"):
        other = client.get("/worker.js").content.decode()
    kept = [re.search(r'KEPT = "(offline-[0-9a-f]{16})"', each) for each in (script, other)]
    assert kept[0] and kept[1] and kept[0][1] != kept[1][1]


def test_pages_keep_their_policy(cast: Cast) -> None:
    answer = Client().get("/sign-in")
    assert b"web/offline" in answer.content
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_the_page_is_in_a_language_that_the_community_speaks(db: None) -> None:
    with settled(languages=("de",)):
        assert Client().get("/offline", headers={"accept-language": "es"})["Content-Language"] == "de"
