from django.db import migrations

TABLES = ("tags_tag",)
WATCH = """
create trigger shown after insert or update or delete or truncate on {0}
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("tags", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table) for table in TABLES], [f"drop trigger shown on {table}" for table in TABLES]
        )
    ]
