"""Lists of topics by batch: what does not stand is not walked through."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="topic",
            name="discussions_topic_latest",
        ),
        migrations.RemoveIndex(
            model_name="topic",
            name="discussions_topic_by_group",
        ),
        migrations.RemoveIndex(
            model_name="topic",
            name="discussions_topic_unanswered",
        ),
        migrations.RemoveIndex(
            model_name="topic",
            name="discussions_topic_batch",
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.F("batch"),
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="discussions_topic_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.F("group"),
                models.F("batch"),
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="discussions_topic_by_group",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                models.F("batch"),
                models.OrderBy(models.F("last_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("answers", 0), ("kind", "question")),
                name="discussions_topic_unanswered",
            ),
        ),
    ]
