from typing import Any

from django.db import migrations

LANGUAGES = ("en", "de", "es")
MAKE = "create collation kernel_names_{0} (provider = icu, locale = '{0}-u-kn-true')"
MAKE_WITHOUT_ICU = 'create collation kernel_names_{0} from "C"'
DROP = "drop collation kernel_names_{0}"


def make(apps: Any, schema_editor: Any) -> None:
    """A server that was built without ICU has no other order than that of bytes."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_collation where collprovider = 'i')")
        (icu,) = cursor.fetchone()
        for language in LANGUAGES:
            cursor.execute((MAKE if icu else MAKE_WITHOUT_ICU).format(language))


def drop(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        for language in LANGUAGES:
            cursor.execute(DROP.format(language))


class Migration(migrations.Migration):
    """The orders in which names are listed, a collation for each language that pages are in."""

    dependencies = [
        ("kernel", "0006_put_off"),
    ]

    operations = [migrations.RunPython(make, drop)]
