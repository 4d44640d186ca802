from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("fact_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("person_id", models.BigIntegerField(null=True)),
                ("word", models.CharField(max_length=40)),
                ("occurred_at", models.DateTimeField()),
                ("activity", models.BooleanField()),
                ("contribution", models.BooleanField()),
                ("topic_id", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "impact_act",
                "indexes": [
                    models.Index(fields=["word", "occurred_at", "fact_id"], name="impact_act_word"),
                    models.Index(
                        condition=models.Q(("topic_id__isnull", False)), fields=["topic_id"], name="impact_act_topic"
                    ),
                    models.Index(
                        condition=models.Q(("activity", True), ("person_id__isnull", False)),
                        fields=["occurred_at", "person_id"],
                        name="impact_act_active",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Known",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("known_at", models.DateTimeField()),
            ],
            options={
                "db_table": "impact_person",
                "indexes": [models.Index(fields=["known_at", "person_id"], name="impact_person_known")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("topic_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("asker_id", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("first_answer_at", models.DateTimeField(null=True)),
                ("first_response_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "impact_question",
                "indexes": [models.Index(fields=["asked_at", "topic_id"], name="impact_question_asked")],
            },
        ),
    ]
