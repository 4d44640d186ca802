"""Part of `make check`: no migration is missing, the settings hold together, every template compiles.

Needs no database.
"""

import os
import sys
import warnings

import django
from django.core.management import call_command
from django.template import engines
from django.template.backends.jinja2 import Jinja2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belong.config.settings")
# Without a database the history of applied migrations cannot be compared; nothing here asks for that.
warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
django.setup()


def compile_templates() -> int:
    """Ours, all of them Jinja2; the sign-in library answers for its own."""
    names = [
        (engine, name) for engine in engines.all() if isinstance(engine, Jinja2) for name in engine.env.list_templates()
    ]
    for engine, name in names:
        engine.get_template(name)
    return len(names)


try:
    call_command("check")
    call_command("makemigrations", check=True, dry_run=True)
except SystemExit as ended:
    if ended.code:
        sys.exit("Models have changed without a migration.")
sys.stdout.write(f"Templates that compile: {compile_templates()}\n")
