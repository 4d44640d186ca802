from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("impact", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doer",
            fields=[
                ("person_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("last_active_at", models.DateTimeField(null=True)),
                ("given", models.IntegerField()),
            ],
            options={
                "db_table": "impact_doer",
            },
        ),
        migrations.CreateModel(
            name="MonthOfActs",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("word", models.CharField(max_length=40)),
                ("acts", models.IntegerField()),
                ("given", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_act",
            },
        ),
        migrations.CreateModel(
            name="MonthOfNewcomers",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("joined", models.IntegerField()),
                ("again", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_joined",
            },
        ),
        migrations.CreateModel(
            name="MonthOfPeople",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("active", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_active",
            },
        ),
        migrations.CreateModel(
            name="MonthOfQuestions",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "hour", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("hour", models.SmallIntegerField()),
                ("asked", models.IntegerField()),
                ("answered", models.IntegerField()),
                ("responded", models.IntegerField()),
                ("accepted", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_asked",
            },
        ),
        migrations.CreateModel(
            name="MonthOfWaits",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("answered", models.IntegerField()),
                ("median", models.FloatField()),
            ],
            options={
                "db_table": "impact_month_wait",
            },
        ),
        migrations.RemoveIndex(
            model_name="act",
            name="impact_act_active",
        ),
        migrations.AddField(
            model_name="known",
            name="again_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="known",
            name="joined_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="answer_wait",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="hour",
            field=models.SmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="question",
            name="response_wait",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(
                fields=["occurred_at", "fact_id"],
                include=("person_id", "word", "activity", "contribution"),
                name="impact_act_at",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(
                condition=models.Q(("person_id__isnull", False)),
                fields=["person_id", "occurred_at"],
                include=("activity", "contribution"),
                name="impact_act_person",
            ),
        ),
        migrations.AddIndex(
            model_name="known",
            index=models.Index(
                condition=models.Q(("joined_at__isnull", False)),
                fields=["joined_at", "person_id"],
                include=("again_at",),
                name="impact_person_joined",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("answer_wait__isnull", False)),
                fields=["answer_wait", "topic_id"],
                include=("asked_at", "first_answer_at"),
                name="impact_question_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("response_wait__isnull", False)),
                fields=["response_wait", "topic_id"],
                include=("asked_at", "first_response_at"),
                name="impact_question_response",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("answer_wait__isnull", False)),
                fields=["hour", "answer_wait"],
                name="impact_question_hour",
            ),
        ),
        migrations.AddIndex(
            model_name="doer",
            index=models.Index(
                condition=models.Q(("last_active_at__isnull", False)),
                fields=["last_active_at"],
                name="impact_doer_active",
            ),
        ),
    ]
