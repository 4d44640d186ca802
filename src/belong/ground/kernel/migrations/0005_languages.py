from django.db import migrations

KEEP = """
update kernel_setting set value = value || array_to_json(array(
    select each from unnest(array['en', 'de', 'es']) each where not value ? each
))::jsonb where name = 'languages' and jsonb_typeof(value) = 'array'
"""

FIRST = """
update kernel_setting set value = jsonb_build_array(value -> 0)
where name = 'languages' and jsonb_typeof(value) = 'array' and jsonb_array_length(value) > 0
"""


class Migration(migrations.Migration):
    """Pages were in every language that there is, and only the first of what was set counted: now it says all of them."""

    dependencies = [
        ("kernel", "0004_settings"),
    ]

    operations = [migrations.RunSQL(KEEP, FIRST)]
