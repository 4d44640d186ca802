import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "0004_settings"), ("people", "0008_renamed")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("system", models.CharField(blank=True, default="", max_length=80)),
                ("at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["name", "-id"], name="settings_change_name")]},
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("terms", "Terms"),
                            ("privacy", "Privacy"),
                            ("values", "Values"),
                            ("imprint", "Imprint"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("asks", models.BooleanField(default=True)),
                ("published_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["key", "version"], name="settings_text_version_once"),
                    models.CheckConstraint(condition=models.Q(version__gte=1), name="settings_text_version_from_one"),
                    models.CheckConstraint(
                        condition=~models.Q(key="imprint", asks=True), name="settings_text_nobody_accepts_an_imprint"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="settings.text"
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
                "constraints": [models.UniqueConstraint(fields=["person", "text"], name="settings_acceptance_once")]
            },
        ),
    ]
