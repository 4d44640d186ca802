from django.db import migrations

NO_NAME = """
update people_person set name = '' where name = 'No name given' and batch_id is not null;
update people_renamed set before = '' where before = 'No name given';
update people_renamed set after = '' where after = 'No name given';
"""


class Migration(migrations.Migration):
    """Tables that gave no name left English words in its place: what is shown there is the reader's language to say.

    The way back leaves the names empty, which they could be before.
    """

    dependencies = [
        ("people", "0014_a_grant_taken_back"),
    ]

    operations = [migrations.RunSQL(NO_NAME, migrations.RunSQL.noop)]
