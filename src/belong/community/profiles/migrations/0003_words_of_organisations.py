from django.db import migrations


class Migration(migrations.Migration):
    """An index of the words of organisations' names: whoever looks gives the beginnings of some of them."""

    dependencies = [
        ("profiles", "0002_shown_and_place"),
    ]

    operations = [
        migrations.RunSQL(
            sql="""
create index profiles_organisation_words on profiles_organisation
using gin (to_tsvector('simple', regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')))
""",
            reverse_sql="drop index profiles_organisation_words",
        ),
    ]
