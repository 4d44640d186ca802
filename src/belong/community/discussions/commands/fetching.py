"""What the commands share: fetch and authorise in one step, check what was typed, do the same thing only once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.discussions.models import (
    MARKDOWN,
    REASON_LENGTH,
    REQUEST_KEY_LENGTH,
    TITLE_LENGTH,
    Post,
    Topic,
)
from belong.community.discussions.policies import posts_visible_to, topics_visible_to
from belong.ground.groups.public import Group, visible_to
from belong.ground.kernel.public import (
    MAX_BODY,
    Invalid,
    NotFound,
    SafeText,
    TextTooLong,
    clean_html,
    one_line,
    render_markdown,
)
from belong.ground.people.public import Actor

EMPTY = gettext_lazy("Write something first.")


def topic_for(actor: Actor, uid: UUID, *, lock: bool = False) -> Topic:
    """The topic that the actor sees under `uid`, else NotFound. With `lock` it stays as it is until the commit."""
    topics = topics_visible_to(actor)
    if lock:
        topics = topics.select_for_update(of=("self",), no_key=True)
    found = topics.select_related("group", "batch", "author").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def post_for(actor: Actor, uid: UUID, *, lock: bool = False) -> Post:
    """The post that the actor sees under `uid`, else NotFound. `lock` holds its topic, then the post: in this order."""
    if lock:
        ids = posts_visible_to(actor).filter(uid=uid).values("topic_id")
        Topic.objects.select_for_update(no_key=True).filter(pk__in=ids).first()
    posts = posts_visible_to(actor)
    if lock:
        posts = posts.select_for_update(of=("self",), no_key=True)
    found = (
        posts.select_related("topic__group", "topic__batch", "batch", "root__batch", "author").filter(uid=uid).first()
    )
    if found is None:
        raise NotFound
    return found


def group_for(actor: Actor, slug: str) -> Group:
    """The group that the actor knows under `slug`, else NotFound."""
    found = visible_to(actor).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def body_of(body: str) -> SafeText:
    """What was typed, rendered; Invalid where it is empty or too long."""
    try:
        text = render_markdown(body)
    except TextTooLong as error:
        raise Invalid({"body": str(error)}) from None
    if not text.source.strip():
        raise Invalid({"body": EMPTY})
    return text


def html_of(body: str) -> SafeText:
    """What was typed as HTML, cleaned; Invalid where it is empty or too long."""
    if len(body) > MAX_BODY:
        raise Invalid({"body": str(TextTooLong(len(body)))})
    text = SafeText("", clean_html(body).strip())
    if not text.html:
        raise Invalid({"body": EMPTY})
    return text


def line_of(line: str, field: str, limit: int = REASON_LENGTH) -> str:
    """One line of words, without needless space; Invalid for `field` where it is too long."""
    line = one_line(line)
    if len(line) > limit:
        raise Invalid(
            {field: _("These are %(count)s characters; %(most)s are the most.") % {"count": len(line), "most": limit}}
        )
    return line


def title_of(title: str) -> str:
    line = line_of(title, "title", TITLE_LENGTH)
    if not line:
        raise Invalid({"title": _("Give it a title.")})
    return line


def check_request_key(request_key: str | None) -> None:
    if request_key is not None and not 0 < len(request_key) <= REQUEST_KEY_LENGTH:
        raise Invalid({"request_key": _("A request key has 1 to %(most)s characters.") % {"most": REQUEST_KEY_LENGTH}})


def done_before(actor: Actor, request_key: str | None, fits: Callable[[Post], bool]) -> Post | None:
    """The post that the actor made with this request key; Invalid where the key was used for something else."""
    if request_key is None or actor.acting is None:
        return None
    check_request_key(request_key)
    posts = Post.objects.select_related("topic__group", "topic__batch", "batch", "root__batch", "author")
    first = posts.filter(author=actor.acting, request_key=request_key).first()
    if first is not None and not fits(first):
        raise Invalid(
            {"request_key": _("This form was sent before with other words. Send it again to add these, too.")}
        )
    return first


def insert_once(post: Post) -> bool:
    """Insert `post` unless its author made one with its request key in this very moment."""
    if post.request_key is None:
        post.save(force_insert=True)
        return True
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError:
        if Post.objects.filter(author=post.author_id, request_key=post.request_key).exists():
            return False
        raise
    return True


def new_post(actor: Actor, topic: Topic, kind: str, text: SafeText, at: datetime, request_key: str | None) -> Post:
    """A post of the actor, not yet saved."""
    return Post(
        topic=topic,
        kind=kind,
        author_id=actor.acting,
        markup=MARKDOWN,
        source_text=text.source,
        html=text.html,
        html_version=text.version,
        created_at=at,
        request_key=request_key,
    )


def topic_ref(topic: int) -> str:
    return f"discussions.topic:{topic}"


def post_ref(post: int) -> str:
    return f"discussions.post:{post}"
