from django.db import migrations, models

FUNCTION = """
create function kernel_shown_changed() returns trigger language plpgsql as $$
begin
    update kernel_shown set changes = changes + 1
    where slot = (
        select slot from kernel_shown
        order by slot = pg_backend_pid() % 32 desc, slot
        limit 1
        for update skip locked
    );
    if not found then
        update kernel_shown set changes = changes + 1 where slot = pg_backend_pid() % 32;
    end if;
    return null;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shown",
            fields=[
                ("slot", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("changes", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "kernel_shown"},
        ),
        migrations.RunSQL(
            "insert into kernel_shown (slot, changes) select slot, 0 from generate_series(0, 31) slot",
            "delete from kernel_shown",
        ),
        migrations.RunSQL(FUNCTION, "drop function kernel_shown_changed()"),
    ]
