import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Touched",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "batch_id", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("batch_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id", "from_at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("ladder_id", models.BigIntegerField()),
                ("stage", models.CharField(max_length=40)),
                ("rank", models.SmallIntegerField()),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("start", "start"),
                            ("up", "up"),
                            ("down", "down"),
                            ("ladder", "ladder"),
                            ("override", "override"),
                            ("override_end", "override_end"),
                        ],
                        max_length=12,
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=40)),
                ("override_id", models.BigIntegerField(null=True)),
                (
                    "cause",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["stage", "-from_at", "-person_id"], name="journey_stay_by_stage"),
                    models.Index(fields=["-from_at", "-person_id"], name="journey_stay_moves"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                (
                    "descend",
                    models.CharField(
                        choices=[("quarter", "quarter"), ("at_once", "at_once"), ("never", "never")],
                        default="quarter",
                        max_length=8,
                    ),
                ),
                ("stages", models.JSONField()),
                ("from_at", models.DateTimeField(null=True)),
                ("fact", models.BigIntegerField(null=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_at",), name="journey_ladder_one_at_a_time", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("descend__in", ("quarter", "at_once", "never"))),
                        name="journey_ladder_descend",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("stage", models.CharField(max_length=40)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("set_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("fact", models.BigIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_fact", models.BigIntegerField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_at__isnull", True), ("until_at__gt", models.F("set_at")), _connector="OR"
                        ),
                        name="journey_override_not_reversed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_fact__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_fact__isnull", False)),
                            _connector="OR",
                        ),
                        name="journey_override_withdrawn",
                    ),
                ],
            },
        ),
    ]
