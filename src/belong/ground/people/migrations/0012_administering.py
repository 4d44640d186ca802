import django.db.models.deletion
from django.db import migrations, models

import belong.ground.kernel.clock
import belong.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_shown"),
        ("people", "0011_own_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40)),
                ("from_at", models.DateTimeField(db_index=True)),
                ("until_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("named", "the name"),
                            ("known", "an address or handle more"),
                            ("not_known", "an address or handle less"),
                            ("staff", "whether they work for the organisation"),
                            ("role_given", "a role"),
                            ("role_ended", "the end of a role"),
                            ("term", "the term of a role"),
                            ("to_come", "a role to come"),
                            ("called_off", "a role to come, called off"),
                            ("continues", "whether they wish to continue"),
                            ("closed", "the account, closed"),
                            ("reopened", "the account, open again"),
                            ("seen_as", "a look at the site as they see it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=40)),
                ("before", models.CharField(blank=True, max_length=450)),
                ("after", models.CharField(blank=True, max_length=450)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=belong.ground.kernel.ids.uuid7, editable=False, unique=True)),
                ("body", models.TextField(max_length=4000)),
                ("at", models.DateTimeField(default=belong.ground.kernel.clock.now)),
                ("fact", models.BigIntegerField(default=0)),
                ("request_key", models.CharField(max_length=100, null=True, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="account",
            name="reopened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="roleheld",
            name="continues",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "nobody has asked yet"),
                    ("yes", "wishes to continue"),
                    ("no", "does not wish to continue"),
                ],
                db_default="",
                default="",
                max_length=3,
            ),
        ),
        migrations.AddField(
            model_name="roleheld",
            name="term_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="roleheld",
            index=models.Index(
                condition=models.Q(("term_until__isnull", False), ("until_at__isnull", True)),
                fields=["term_until"],
                name="people_role_terms",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("term_until__isnull", True), ("term_until__gte", models.F("from_at")), _connector="OR"
                ),
                name="people_role_term_not_reversed",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "owner"), _negated=True), ("term_until__isnull", True), _connector="OR"
                ),
                name="people_role_owner_has_no_term",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="edit",
            name="by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="edit",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="note",
            name="by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(fields=("person", "role"), name="people_appointment_once"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__isnull", True), ("until_at__gt", models.F("from_at")), _connector="OR"),
                name="people_appointment_not_reversed",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__regex", "^[a-z][a-z0-9_-]*$")), name="people_appointment_words"
            ),
        ),
        migrations.AddIndex(
            model_name="edit",
            index=models.Index(fields=["person", "-at", "-id"], name="people_edit_newest"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="people_note_says_something"
            ),
        ),
        migrations.RunSQL(
            sql=r"""
create index people_identity_words on people_identity using gin (to_tsvector('simple', regexp_replace(case when octet_length(key) = char_length(key) then key else normalize(regexp_replace(normalize(translate(key, 'øØłŁđĐħĦıƀ', 'oOlLdDhHib'), NFD), '([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+', '\1', 'g'), NFC) end, '[^[:alnum:]]+', ' ', 'g')))
""",
            reverse_sql="drop index people_identity_words",
        ),
    ]
