import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "__first__"),
        ("people", "__first__"),
        ("tags", "__first__"),
        ("groups", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("opening", "opening"), ("answer", "answer"), ("reply", "reply")], max_length=8
                    ),
                ),
                ("byline", models.CharField(blank=True, max_length=200)),
                (
                    "markup",
                    models.CharField(
                        choices=[("markdown", "markdown"), ("html", "html")], default="markdown", max_length=8
                    ),
                ),
                ("source_text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("html_version", models.SmallIntegerField()),
                ("score", models.IntegerField(default=0)),
                ("score_loaded", models.IntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("edited_here", models.BooleanField(db_default=False, default=False)),
                ("deleted_at", models.DateTimeField(null=True)),
                ("deleted_reason", models.CharField(blank=True, db_default="", default="", max_length=500)),
                ("erased_at", models.DateTimeField(null=True)),
                ("request_key", models.CharField(max_length=100, null=True)),
                ("source", models.CharField(max_length=100, null=True)),
                ("source_key", models.CharField(max_length=320, null=True)),
                ("loaded_body", models.BinaryField(max_length=16, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.batch",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussions.post",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussions.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=300)),
                ("markup", models.CharField(choices=[("markdown", "markdown"), ("html", "html")], max_length=8)),
                ("source_text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="discussions.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "question"), ("conversation", "conversation")], max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("byline", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("score", models.IntegerField(default=0)),
                ("answers", models.IntegerField(db_default=0, default=0)),
                ("replies", models.IntegerField(db_default=0, default=0)),
                ("deleted_at", models.DateTimeField(null=True)),
                ("tagged_here", models.BooleanField(db_default=False, default=False)),
                ("source", models.CharField(max_length=100, null=True)),
                ("source_key", models.CharField(max_length=320, null=True)),
                ("loaded_title", models.BinaryField(max_length=16, null=True)),
                ("loaded_tags", models.BinaryField(max_length=16, null=True)),
                ("loaded_accepted", models.BigIntegerField(null=True)),
                (
                    "accepted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussions.post",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.batch",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.group"
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="discussions.post",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="topic",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="discussions.topic",
            ),
        ),
        migrations.CreateModel(
            name="ImportedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("title", "title"),
                            ("body", "body"),
                            ("score", "score"),
                            ("tags", "tags"),
                            ("accepted", "accepted"),
                            ("counts", "counts"),
                            ("votes", "votes"),
                        ],
                        max_length=8,
                    ),
                ),
                ("old", models.JSONField(default=dict)),
                ("new", models.JSONField(default=dict)),
                ("edited_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("applied", "applied"),
                            ("kept", "kept"),
                            ("reverted", "reverted"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="discussions.post"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="discussions.topic"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TopicLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("related", "related"), ("duplicate", "duplicate")], max_length=9)),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="linked_from", to="discussions.topic"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="discussions.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TopicTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tag",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tags.tag"),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="discussions.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.SmallIntegerField()),
                ("fact", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="discussions.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportedRef",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("in_change", models.BooleanField()),
                ("href", models.TextField()),
                ("target_key", models.CharField(max_length=320)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.batch"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="discussions.post"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "post"], name="discussions_importedref_do")],
            },
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="discussions_topic_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.F("group"),
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="discussions_topic_by_group",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("answers", 0), ("kind", "question")),
                name="discussions_topic_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                condition=models.Q(("author__isnull", False)), fields=["author"], name="discussions_topic_author"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="discussions_topic_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["question", "conversation"])), name="discussions_topic_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="discussions_topic_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers__gte", 0), ("replies__gte", 0)), name="discussions_topic_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted__isnull", True), ("accepted_at__isnull", True)),
                    models.Q(("accepted__isnull", False), ("accepted_at__isnull", False), ("kind", "question")),
                    _connector="OR",
                ),
                name="discussions_topic_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("batch__isnull", True),
                    models.Q(("source__isnull", False), ("source_key__isnull", False)),
                    _connector="OR",
                ),
                name="discussions_topic_batch_has_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source__isnull", False)),
                fields=("source", "source_key"),
                name="discussions_topic_source_once",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("root__isnull", True)),
                fields=["topic", "kind", "created_at", "id"],
                name="discussions_post_heads",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("root__isnull", False)),
                fields=["root", "created_at", "id"],
                name="discussions_post_replies",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("author__isnull", False)),
                fields=["author", "-created_at", "-id"],
                name="discussions_post_author",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="discussions_post_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["opening", "answer", "reply"])), name="discussions_post_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("markup__in", ["markdown", "html"])), name="discussions_post_markup"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "reply"), models.Q(("parent__isnull", True), ("root__isnull", True)), _connector="OR"
                ),
                name="discussions_post_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parent__isnull", True), ("root__isnull", True)),
                    models.Q(("parent__isnull", False), ("root__isnull", False)),
                    _connector="OR",
                ),
                name="discussions_post_root",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("byline", ""), ("html", ""), ("source_text", "")),
                    _connector="OR",
                ),
                name="discussions_post_erased_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deleted_at__isnull", True), models.Q(("deleted_reason", ""), _negated=True), _connector="OR"
                ),
                name="discussions_post_deleted_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("batch__isnull", True),
                    models.Q(("source__isnull", False), ("source_key__isnull", False)),
                    _connector="OR",
                ),
                name="discussions_post_batch_has_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source__isnull", False)),
                fields=("source", "source_key"),
                name="discussions_post_source_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("request_key__isnull", False)),
                fields=("author", "request_key"),
                name="discussions_post_request_once",
            ),
        ),
        migrations.AddIndex(
            model_name="importedchange",
            index=models.Index(fields=["batch", "state", "id"], name="discussions_importedchange_do"),
        ),
        migrations.AddConstraint(
            model_name="importedchange",
            constraint=models.UniqueConstraint(
                fields=("batch", "topic", "post", "field"), name="discussions_importedchange_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="topiclink",
            constraint=models.UniqueConstraint(fields=("topic", "target", "kind"), name="discussions_topiclink_once"),
        ),
        migrations.AddConstraint(
            model_name="topiclink",
            constraint=models.CheckConstraint(
                condition=models.Q(("topic", models.F("target")), _negated=True),
                name="discussions_topiclink_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="topiclink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["related", "duplicate"])), name="discussions_topiclink_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="topictag",
            constraint=models.UniqueConstraint(fields=("topic", "tag"), name="discussions_topictag_once"),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(fields=("post", "person"), name="discussions_vote_once"),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__in", [-1, 1])), name="discussions_vote_value"
            ),
        ),
    ]
