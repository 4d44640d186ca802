from django.db import migrations

TABLES = (
    "discussions_topic",
    "discussions_post",
    "discussions_revision",
    "discussions_topictag",
    "discussions_topiclink",
    "discussions_attachment",
)
WATCH = """
create trigger shown after insert or update or delete or truncate on {0}
for each statement execute function kernel_shown_changed()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_shown"),
        ("discussions", "0003_attachments"),
    ]

    operations = [
        migrations.RunSQL(
            [WATCH.format(table) for table in TABLES], [f"drop trigger shown on {table}" for table in TABLES]
        )
    ]
