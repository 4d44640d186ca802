import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.clock
import belong.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0005_shown"),
        ("people", "0010_merging"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=320, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sentence", models.CharField(max_length=300)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("asked_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("sent_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("mails", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["asked_at"], name="arrivals_wish_asked")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("request_key", models.UUIDField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("address", models.CharField(blank=True, max_length=320)),
                ("line", models.CharField(blank=True, max_length=300)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("sent_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.group",
                    ),
                ),
                (
                    "inviter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["inviter", "-id"], name="arrivals_invitation_mine"),
                    models.Index(fields=["address"], name="arrivals_invitation_address"),
                    models.Index(fields=["person"], name="arrivals_invitation_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("inviter", "request_key"), name="arrivals_invitation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("request_key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=320)),
                ("answers", models.JSONField(default=list)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("proved_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("granted", models.BooleanField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("digest", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True), ("proved_at__isnull", False)),
                        fields=["proved_at", "id"],
                        name="arrivals_request_waiting",
                    ),
                    models.Index(fields=["address"], name="arrivals_request_address"),
                    models.Index(fields=["person"], name="arrivals_request_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("granted__isnull", True)),
                            models.Q(
                                ("decided_at__isnull", False), ("granted__isnull", False), ("proved_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="arrivals_request_decided_once_proved",
                    )
                ],
            },
        ),
    ]
