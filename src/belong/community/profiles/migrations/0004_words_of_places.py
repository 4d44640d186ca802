from django.db import migrations

WORDS = """
insert into profiles_valueword (value_id, field_id, word)
select distinct w.value_id, w.field_id, part.word
from profiles_valueword w join profiles_field f on f.id = w.field_id and f.kind = 'place',
    regexp_split_to_table(w.word, '[^[:alnum:]]+') part (word)
where part.word <> '' and not exists (
    select from profiles_valueword o where o.value_id = w.value_id and o.word = part.word
)
"""


class Migration(migrations.Migration):
    """A place is found by each of its words, those of before too. Words that stay where this is undone do no harm."""

    dependencies = [
        ("profiles", "0003_words_of_organisations"),
    ]

    operations = [migrations.RunSQL(WORDS, migrations.RunSQL.noop)]
