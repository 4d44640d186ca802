"""What somebody wrote stays under nobody's name: where they named themselves in it, the name goes."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet

from belong.community.discussions.models import MARKDOWN, Post, Topic
from belong.ground.kernel.public import Names, clean_html, render_markdown
from belong.ground.people.public import INSTEAD

TAG = re.compile(r"(<[^>]*>)")
A_SLICE = 500
WRITTEN = ("source_text", "html", "html_version", "byline", "edited_here")


def take_names_out(posts: QuerySet[Post], topics: QuerySet[Topic], names: Names) -> None:
    """Of these posts and of the titles of these topics; no archive brings them back."""
    changed = []
    for post in posts.iterator(A_SLICE):
        _unname(post, names)
        changed.append(post)
        if len(changed) == A_SLICE:
            _keep(changed)
            changed = []
    _keep(changed)
    for topic in topics:
        topic.title = names.hidden_in(topic.title, INSTEAD)
        topic.byline = ""
        topic.save(update_fields=["title", "byline"])


def _unname(post: Post, names: Names) -> None:
    post.byline, post.edited_here = "", True
    if post.markup == MARKDOWN and names.are_in(post.source_text):
        text = render_markdown(names.hidden_in(post.source_text, INSTEAD))
        post.source_text, post.html, post.html_version = text.source, text.html, text.version
    if names.are_in(post.html):
        post.html = clean_html(_without(post.html, names))


def _without(html: str, names: Names) -> str:
    """In what is read, and in addresses that a link leads to; a tag of the same letters stays one."""
    parts = TAG.split(html)
    return "".join(
        part if part.startswith("<") and not names.are_in(part.partition(" ")[2]) else _hidden(part, names)
        for part in parts
    )


def _hidden(part: str, names: Names) -> str:
    if not part.startswith("<"):
        return names.hidden_in(part, INSTEAD)
    name, space, attributes = part.partition(" ")
    return f"{name}{space}{names.hidden_in(attributes, '-')}"


def _keep(posts: Sequence[Post]) -> None:
    Post.objects.bulk_update(posts, WRITTEN)
