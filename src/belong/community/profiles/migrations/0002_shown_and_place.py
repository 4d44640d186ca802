from django.db import migrations

WATCH = """
create trigger shown after insert or update or delete or truncate on profiles_picture
for each statement execute function kernel_shown_changed()
"""
PLACE = """
insert into profiles_field (uid, key, label, help, kind, options, position, is_required, visibility)
values ('0199f1c2-5a00-7000-8000-000000000001', 'place', '', '', 'place', '[]', 1, false, 'members')
"""


class Migration(migrations.Migration):
    """Strangers' pages that are kept show pictures; every community asks where somebody is until a host says otherwise."""

    dependencies = [
        ("kernel", "0002_shown"),
        ("profiles", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(WATCH, "drop trigger shown on profiles_picture"),
        migrations.RunSQL(
            PLACE,
            "delete from profiles_valueword where field_id in (select id from profiles_field where key = 'place');"
            "delete from profiles_value where field_id in (select id from profiles_field where key = 'place');"
            "delete from profiles_field where key = 'place'",
        ),
    ]
