"""Topics and what is written in them.

Rows that an archive brought carry its batch, source and source key; rows that members wrote here carry none.
A reply stands under a first-level post (`root`) and answers a post (`parent`); both are null for a reply to the topic.
"""

from django.db import models
from django.db.models import F, Q

from belong.ground.kernel.public import uuid7

TITLE_LENGTH = 300
BYLINE_LENGTH = 200
REASON_LENGTH = 500
REQUEST_KEY_LENGTH = 100
SOURCE_LENGTH = 100
KEY_LENGTH = 320
FILE_NAME_LENGTH, MEDIA_TYPE_LENGTH = 200, 100

QUESTION, CONVERSATION = "question", "conversation"
OPENING, ANSWER, REPLY = "opening", "answer", "reply"
MARKDOWN, HTML = "markdown", "html"
RELATED, DUPLICATE = "related", "duplicate"
PENDING, APPLIED, KEPT, REVERTED = "pending", "applied", "kept", "reverted"
TITLE, BODY, SCORE, TAGS, ACCEPTED = "title", "body", "score", "tags", "accepted"
COUNTS, VOTES = "counts", "votes"
ASKED, KIND = "asked", "kind"
FIELDS = (TITLE, BODY, SCORE, TAGS, ACCEPTED, COUNTS, VOTES, ASKED, KIND)


class Topic(models.Model):
    """A question or a conversation in a group. Its text is its opening post; `deleted_at` is the opening post's too.

    `answers` and `replies` count the posts that stand and are not deleted; `last_at` is when the latest of them, or
    the opening post, was written. `loaded_*` is what the archive last said, so that a newer one shows what changed.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=[(QUESTION, QUESTION), (CONVERSATION, CONVERSATION)])
    title = models.CharField(max_length=TITLE_LENGTH)
    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    byline = models.CharField(max_length=BYLINE_LENGTH, blank=True)
    created_at = models.DateTimeField()
    last_at = models.DateTimeField()
    opening = models.ForeignKey("Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    accepted = models.ForeignKey("Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    score = models.IntegerField(default=0)
    answers = models.IntegerField(default=0, db_default=0)
    replies = models.IntegerField(default=0, db_default=0)
    deleted_at = models.DateTimeField(null=True)
    tagged_here = models.BooleanField(default=False, db_default=False)
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=SOURCE_LENGTH, null=True)  # noqa: DJ001
    source_key = models.CharField(max_length=KEY_LENGTH, null=True)  # noqa: DJ001
    loaded_title = models.BinaryField(max_length=16, null=True)
    loaded_tags = models.BinaryField(max_length=16, null=True)
    loaded_accepted = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[QUESTION, CONVERSATION]), name="discussions_topic_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="discussions_topic_has_title"),
            models.CheckConstraint(condition=Q(answers__gte=0, replies__gte=0), name="discussions_topic_counts"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, accepted_at__isnull=True)
                | Q(accepted__isnull=False, accepted_at__isnull=False, kind=QUESTION),
                name="discussions_topic_accepted",
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=True) | Q(source__isnull=False, source_key__isnull=False),
                name="discussions_topic_batch_has_source",
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=Q(source__isnull=False),
                name="discussions_topic_source_once",
            ),
        ]
        indexes = [
            models.Index("batch", F("last_at").desc(), F("id").desc(), name="discussions_topic_latest"),
            models.Index("group", "batch", F("last_at").desc(), F("id").desc(), name="discussions_topic_by_group"),
            models.Index(
                "batch",
                F("last_at").desc(),
                F("id").desc(),
                condition=Q(kind=QUESTION, answers=0),
                name="discussions_topic_unanswered",
            ),
            models.Index(fields=["author"], condition=Q(author__isnull=False), name="discussions_topic_author"),
        ]


class Post(models.Model):
    """One text of one person. `html` is safe to show; `source_text` is what they typed (empty where HTML came in).

    `score` is what an archive brought (`score_loaded`) and the votes given here. `edited_here`: a newer archive leaves
    the text alone.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts", db_index=False)
    kind = models.CharField(max_length=8, choices=[(OPENING, OPENING), (ANSWER, ANSWER), (REPLY, REPLY)])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    root = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    byline = models.CharField(max_length=BYLINE_LENGTH, blank=True)
    markup = models.CharField(max_length=8, choices=[(MARKDOWN, MARKDOWN), (HTML, HTML)], default=MARKDOWN)
    source_text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    html_version = models.SmallIntegerField()
    score = models.IntegerField(default=0)
    score_loaded = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_here = models.BooleanField(default=False, db_default=False)
    deleted_at = models.DateTimeField(null=True)
    deleted_reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="", db_default="")
    erased_at = models.DateTimeField(null=True)
    request_key = models.CharField(max_length=REQUEST_KEY_LENGTH, null=True)  # noqa: DJ001
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=SOURCE_LENGTH, null=True)  # noqa: DJ001
    source_key = models.CharField(max_length=KEY_LENGTH, null=True)  # noqa: DJ001
    loaded_body = models.BinaryField(max_length=16, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[OPENING, ANSWER, REPLY]), name="discussions_post_kind"),
            models.CheckConstraint(condition=Q(markup__in=[MARKDOWN, HTML]), name="discussions_post_markup"),
            models.CheckConstraint(
                condition=Q(kind=REPLY) | Q(parent__isnull=True, root__isnull=True), name="discussions_post_parent"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, root__isnull=True) | Q(parent__isnull=False, root__isnull=False),
                name="discussions_post_root",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(source_text="", html="", byline=""),
                name="discussions_post_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | ~Q(deleted_reason=""), name="discussions_post_deleted_why"
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=True) | Q(source__isnull=False, source_key__isnull=False),
                name="discussions_post_batch_has_source",
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=Q(source__isnull=False),
                name="discussions_post_source_once",
            ),
            models.UniqueConstraint(
                fields=["author", "request_key"],
                condition=Q(request_key__isnull=False),
                name="discussions_post_request_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["topic", "kind", "created_at", "id"],
                condition=Q(root__isnull=True),
                name="discussions_post_heads",
            ),
            models.Index(
                fields=["root", "created_at", "id"],
                condition=Q(root__isnull=False),
                name="discussions_post_replies",
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                condition=Q(author__isnull=False),
                name="discussions_post_author",
            ),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="discussions_post_batch"),
        ]


class Revision(models.Model):
    """What a post said before an edit: by a person here, or by a newer archive (`batch`, no editor)."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="revisions")
    editor = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    markup = models.CharField(max_length=8, choices=[(MARKDOWN, MARKDOWN), (HTML, HTML)])
    source_text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    at = models.DateTimeField()
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, related_name="+")


class Vote(models.Model):
    """One person's vote on one post; `fact` stands for one given here, a source key for one that an archive brought."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="votes", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    value = models.SmallIntegerField()
    fact = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="discussions_vote_once"),
            models.CheckConstraint(condition=Q(value__in=[-1, 1]), name="discussions_vote_value"),
        ]


class TopicTag(models.Model):
    """A subject of a topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tags", db_index=False)
    tag = models.ForeignKey("tags.Tag", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "tag"], name="discussions_topictag_once")]


class TopicLink(models.Model):
    """A topic that points to another one: related to it, or a duplicate of it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="links", db_index=False)
    target = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=[(RELATED, RELATED), (DUPLICATE, DUPLICATE)])
    author = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    batch = models.ForeignKey("ledger.Batch", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "target", "kind"], name="discussions_topiclink_once"),
            models.CheckConstraint(condition=~Q(topic=F("target")), name="discussions_topiclink_not_itself"),
            models.CheckConstraint(condition=Q(kind__in=[RELATED, DUPLICATE]), name="discussions_topiclink_kind"),
        ]


class ImportedChange(models.Model):
    """What a newer archive says differently about a row that stands: applied when its batch is complete.

    `old` and `new` are the values of `field`. A change of the text, the score, the votes or the kind names its
    `post`; one of the title, the tags, the accepted answer, the counts, or that it is a question (`asked`) only its
    topic. Counts and votes hold no values: they are worked out anew. `kept`: somebody changed the same
    thing here, which stays.
    """

    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=8, choices=[(name, name) for name in FIELDS])
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    edited_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=8, choices=[(name, name) for name in (PENDING, APPLIED, KEPT, REVERTED)], default=PENDING
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "topic", "post", "field"],
                name="discussions_importedchange_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "id"], name="discussions_importedchange_do")]


class ImportedRef(models.Model):
    """A link in a loaded text to another post of its archive, until `rewrite` points it to the page here.

    The text is the post's, or with `in_change` what the batch would change it to.
    """

    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    in_change = models.BooleanField()
    href = models.TextField()
    target_key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        indexes = [models.Index(fields=["batch", "post"], name="discussions_importedref_do")]


class Attachment(models.Model):
    """A file that came with a post of an archive; its bytes lie in the storage under their digest, once for all."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=FILE_NAME_LENGTH)
    media_type = models.CharField(max_length=MEDIA_TYPE_LENGTH)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    batch = models.ForeignKey("ledger.Batch", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=SOURCE_LENGTH)
    source_key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_key"], name="discussions_attachment_once")]
