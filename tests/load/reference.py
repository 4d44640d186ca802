"""The reference page: what five plain queries and a Django template cost on this machine, on the same posts.

Served by granian with `REFERENCE_DSN` (a libpq connection string) naming the database of the posts; ratios to it are
what a figure of a page means. It stands on its own: nothing of the product is in it.
"""

import os
import random
from typing import Any

import django
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

DSN = conninfo_to_dict(os.environ["REFERENCE_DSN"])
settings.configure(
    SECRET_KEY="reference " * 5,
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DSN.get("dbname"),
            "USER": DSN.get("user", ""),
            "HOST": DSN.get("host", ""),
            "PORT": DSN.get("port", ""),
            "CONN_MAX_AGE": 600,
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

TEMPLATE = engines["django"].from_string(
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ topic.title }}</title></head><body>
<header><nav><a href="/">Home</a> <a href="/groups/{{ group.id }}/">{{ group.name }}</a> {{ me.name }} {{ groups }}
</nav></header>
<main><h1>{{ topic.title }}</h1><p>{{ topic.score }} points, {{ topic.answers }} answers</p>
{% for post in posts %}<article id="p{{ post.id }}" class="post{% if post.kind == "opening" %} first{% endif %}">
<header><a href="/people/{{ post.person }}/">{{ post.name }}</a>
<time datetime="{{ post.at.isoformat }}">{{ post.at.isoformat }}</time> <a href="#p{{ post.id }}">#</a></header>
<div>{{ post.html|safe }}</div>
<footer><form method="post" action="/posts/{{ post.id }}/vote"><button>Vote</button></form>
<a href="/posts/{{ post.id }}/reply">Reply</a>
{% if me.id == post.person %} <a href="/posts/{{ post.id }}/edit">Edit</a>{% endif %}
</footer></article>{% endfor %}</main></body></html>"""
)
QUERIES = (
    ("topic", "select id, title, group_id, score, answers from reference_topic where id = %s"),
    ("group", "select id, name from groups_group where id = %s"),
    (
        "posts",
        "select p.id, p.kind, p.created_at as at, p.html, u.id as person, u.name from reference_post p "
        "join people_person u on u.id = p.author_id where p.topic_id = %s order by p.created_at, p.id limit 21",
    ),
    ("me", "select id, name from people_person where id = %s"),
    ("groups", "select count(*) from groups_group"),
)
TOPICS: list[int] = []


def rows(cursor: Any, query: str, parameters: list[int]) -> list[dict[str, Any]]:
    cursor.execute(query, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def page(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        if not TOPICS:
            TOPICS.extend(row["id"] for row in rows(cursor, "select id from reference_topic order by id", []))
        topic = rows(cursor, QUERIES[0][1], [random.choice(TOPICS)])[0]
        context = {
            "topic": topic,
            "group": rows(cursor, QUERIES[1][1], [topic["group_id"]])[0],
            "posts": rows(cursor, QUERIES[2][1], [topic["id"]]),
            "me": rows(cursor, QUERIES[3][1], [1])[0],
            "groups": rows(cursor, QUERIES[4][1], [])[0]["count"],
        }
    return HttpResponse(TEMPLATE.render(context))


urlpatterns = [path("page", page)]
application = WSGIHandler()
