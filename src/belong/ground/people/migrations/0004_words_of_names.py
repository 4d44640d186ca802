from django.db import migrations


class Migration(migrations.Migration):
    """An index of the words of names, without accents: whoever searches gives the beginnings of some of them."""

    dependencies = [
        ("people", "0003_same_person"),
    ]

    operations = [
        migrations.RunSQL(
            sql=r"""
create index people_person_words on people_person using gin (to_tsvector('simple', case when octet_length(name) = char_length(name) then name else normalize(regexp_replace(normalize(translate(name, 'øØłŁđĐħĦıƀ', 'oOlLdDhHib'), NFD), '([A-Za-z\u0370-\u03ff])[\u0300-\u036f]+', '\1', 'g'), NFC) end))
""",
            reverse_sql="drop index people_person_words",
        ),
    ]
