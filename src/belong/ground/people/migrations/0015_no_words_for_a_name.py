from django.db import migrations

EMPTY = """
update people_person set name = '' where name = 'No name given' and batch_id is not null;
update people_renamed set before = '' where before = 'No name given';
"""

WORDS = """
update people_person set name = 'No name given' where name = '' and batch_id is not null and erased_at is null;
update people_renamed set before = 'No name given' where before = '';
"""


class Migration(migrations.Migration):
    """Tables that gave no name left English words in its place: what is shown there is the reader's language to say.

    The way back puts them there again, for whoever came with an archive.
    """

    dependencies = [
        ("people", "0014_a_grant_taken_back"),
    ]

    operations = [migrations.RunSQL(EMPTY, WORDS)]
