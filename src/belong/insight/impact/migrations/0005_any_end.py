import datetime

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("impact", "0004_givers"),
    ]

    operations = [
        migrations.DeleteModel(name="MonthOfActs"),
        migrations.DeleteModel(name="MonthOfNewcomers"),
        migrations.DeleteModel(name="MonthOfPeople"),
        migrations.DeleteModel(name="MonthOfQuestions"),
        migrations.DeleteModel(name="MonthOfWaits"),
        migrations.CreateModel(
            name="Day",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "what", "day", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=50)),
                ("day", models.DateField()),
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "impact_day",
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
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_asked",
            },
        ),
        migrations.CreateModel(
            name="MonthOfWaits",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "what", "month", "met", "wait", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("met", models.DateField()),
                ("wait", models.BigIntegerField()),
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "impact_month_met",
            },
        ),
        migrations.AlterField(
            model_name="doer",
            name="given",
            field=models.IntegerField(default=0),
        ),
        migrations.RemoveField(
            model_name="doer",
            name="given",
        ),
        migrations.AddField(
            model_name="doer",
            name="active_at",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), default=list, size=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="doer",
            name="given_at",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), default=list, size=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="question",
            name="month",
            field=models.DateField(default=datetime.date.min),
            preserve_default=False,
        ),
        migrations.RemoveIndex(
            model_name="question",
            name="impact_question_asked",
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                fields=["asked_at", "topic_id"],
                include=(
                    "month",
                    "hour",
                    "first_answer_at",
                    "first_response_at",
                    "accepted_at",
                    "answer_wait",
                    "response_wait",
                ),
                name="impact_question_asked",
            ),
        ),
        migrations.RemoveIndex(
            model_name="question",
            name="impact_question_hour",
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("answer_wait__isnull", False)),
                fields=["hour", "answer_wait", "topic_id"],
                include=("asked_at", "first_answer_at"),
                name="impact_question_hour",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("answer_wait__isnull", False)),
                fields=["month", "answer_wait"],
                include=("asked_at", "first_answer_at"),
                name="impact_question_month",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("first_answer_at__isnull", False)),
                fields=["first_answer_at"],
                include=("asked_at", "month", "answer_wait"),
                name="impact_question_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("first_response_at__isnull", False)),
                fields=["first_response_at"],
                include=("asked_at", "month", "response_wait"),
                name="impact_question_responded",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("accepted_at__isnull", False)),
                fields=["accepted_at"],
                include=("asked_at", "month"),
                name="impact_question_accepted",
            ),
        ),
    ]
