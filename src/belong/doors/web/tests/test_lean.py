"""What a page costs, and that what is spared changes nothing that is read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from jinja2 import DictLoader
from markupsafe import Markup

from belong.doors.web.shared.environment import environment
from belong.doors.web.shared.here import here, one_page
from belong.doors.web.shared.times import time_element
from belong.doors.web.tests.cast import Cast
from belong.ground.kernel.public import frozen


@pytest.mark.parametrize(
    ("path", "count"),
    [
        # the session, who acts and the state of the settings, the topic, its posts, their replies, people's pictures
        ("/topics/{open_topic}", 6),
        # the session, who acts and the state of the settings, the group, its topics, people's pictures
        ("/groups/{open}/", 5),
    ],
)
def test_a_page_of_a_member_takes_few_statements(cast: Cast, path: str, count: int) -> None:
    client = cast.client("member")
    client.get("/about")  # this process has read what is set: from now on it asks whether that is still so
    with CaptureQueriesContext(connection) as statements:
        assert client.get(path.format_map(cast.names)).status_code == 200
    assert len(statements) == count


def test_whatever_is_put_out_is_escaped_unless_it_is_markup() -> None:
    made = environment(
        loader=DictLoader(
            {
                "words": "{% macro said(what) %}<b>{{ what }}</b>{% endmacro %}",
                "page": '{% from "words" import said %}{{ said(text) }} {{ text }} {{ markup }} {{ safe }} {{ lazy }} '
                "{{ number }} {% set kept %}{{ text }}{% endset %}{{ kept }} {{ text ~ markup }} {{ text|upper }}",
            }
        )
    )
    drawn = made.get_template("page").render(
        text="<i>&\"'",
        markup=Markup("<i>"),
        safe=format_html("<u>{}</u>", "<"),
        lazy=gettext_lazy("<none>"),
        number=3,
    )
    text = "&lt;i&gt;&amp;&#34;&#39;"
    assert drawn == (f"<b>{text}</b> {text} <i> <u>&lt;</u> &lt;none&gt; 3 {text} {text}<i> &lt;I&gt;&amp;&#34;&#39;")


def test_one_page_is_of_one_day() -> None:
    noon = datetime(2016, 6, 3, 12, tzinfo=UTC)
    with frozen(noon):
        with one_page(), frozen(noon + timedelta(days=1)):
            assert "today at" in time_element(noon)
            assert here().today == noon.date()
        with frozen(noon + timedelta(days=1)):
            assert "yesterday at" in time_element(noon)
