import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.clock
import belong.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("people", "0009_proving"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sameperson",
            name="reason",
            field=models.CharField(
                choices=[
                    ("name", "the same name at different addresses"),
                    ("address", "the same beginning of the address at different hosts"),
                    ("handle", "the same handle at two sources"),
                    ("group", "the same name in one group"),
                    ("mail", "both showed that they read mail at one address"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Chosen",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id", "field", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("place", models.CharField(max_length=200)),
                ("called", models.CharField(max_length=200)),
                ("reason", models.TextField(max_length=2000)),
                ("asked_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a host"),
                            ("granted", "theirs"),
                            ("refused", "not found to be theirs"),
                            ("taken_back", "taken back"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "found",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("person",), name="people_claim_waits_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="people_claim_decided_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("fields", models.JSONField(default=list)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("host", "a host decided"),
                            ("mail", "the same address, shown to be read"),
                            ("claim", "claimed by the person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("merged_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("parted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.sameperson",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("into")), _negated=True), name="people_merge_not_itself"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("parted_at__isnull", True)),
                        fields=("person",),
                        name="people_merge_stands_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create trigger shown after insert or update or delete or truncate on people_chosen"
            " for each statement execute function kernel_shown_changed()",
            "drop trigger shown on people_chosen",
        ),
    ]
