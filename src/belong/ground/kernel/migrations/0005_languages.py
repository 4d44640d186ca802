from django.db import migrations

KEEP = """
update kernel_setting set value = value || array_to_json(array(
    select each from unnest(array['en', 'de', 'es']) each where not value ? each
))::jsonb where name = 'languages' and jsonb_typeof(value) = 'array'
"""


class Migration(migrations.Migration):
    """Pages were in every language that there is, whatever was set: where something was set, it says so now."""

    dependencies = [
        ("kernel", "0004_settings"),
    ]

    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
