from django.db import migrations

TABLES = ("ledger_batch", "person_alias")
WATCH = """
create trigger shown after insert or update or delete or truncate on {0}
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("ledger", "0002_place_basis"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table) for table in TABLES], [f"drop trigger shown on {table}" for table in TABLES]
        )
    ]
