from django.db import migrations, models

ATTEMPTS = """
create unlogged table people_attempt (
    key varchar(300) primary key,
    value jsonb not null,
    until timestamptz
);
create index people_attempt_until on people_attempt (until);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_outside"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="must_prove",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(ATTEMPTS, "drop table people_attempt"),
    ]
