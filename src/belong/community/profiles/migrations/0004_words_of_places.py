from django.db import migrations

WORDS = r"""
insert into profiles_valueword (value_id, field_id, word)
select distinct w.value_id, w.field_id, part.word
from profiles_valueword w join profiles_field f on f.id = w.field_id and f.kind = 'place',
    regexp_split_to_table(w.word, '[]\s!-/:-@[\^_`{-~]+') part (word)
where part.word <> '' and not exists (
    select from profiles_valueword o where o.value_id = w.value_id and o.word = part.word
)
"""

WHOLE_ALONE = """
delete from profiles_valueword w
using profiles_field f
where f.id = w.field_id and f.kind = 'place' and exists (
    select from profiles_valueword o where o.value_id = w.value_id and length(o.word) > length(w.word)
)
"""


class Migration(migrations.Migration):
    """A place is found by each of its words, those of before too; the way back leaves it under the whole alone."""

    dependencies = [
        ("profiles", "0003_words_of_organisations"),
    ]

    operations = [migrations.RunSQL(WORDS, WHOLE_ALONE)]
