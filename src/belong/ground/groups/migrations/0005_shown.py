from django.db import migrations

TABLES = ("groups_group", "groups_groupuse", "groups_membership")
WATCH = """
create trigger shown after insert or update or delete or truncate on {0}
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("groups", "0004_language"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table) for table in TABLES], [f"drop trigger shown on {table}" for table in TABLES]
        )
    ]
