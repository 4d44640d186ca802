from django.db import migrations

TABLES = ("people_person",)
WATCH = """
create trigger shown after insert or update or delete or truncate on {0}
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("people", "0005_newest"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table) for table in TABLES], [f"drop trigger shown on {table}" for table in TABLES]
        )
    ]
