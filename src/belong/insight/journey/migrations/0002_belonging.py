"""The ladder that every community begins with, in force since ever, until hosts choose another."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CONTRIBUTIONS = ["answered", "shared", "spoke", "reviewed", "hosted"]
YEAR = 365

KEY = "belonging"
NAME = "Belonging"
STAGES: list[dict[str, Any]] = [
    {"key": "explorer", "name": "Explorer", "criterion": {"measure": "count", "at_least": 1}},
    {
        "key": "member",
        "name": "Member",
        "criterion": {"measure": "count", "kinds": ["joined"], "at_least": 1},
    },
    {
        "key": "partner",
        "name": "Partner",
        "criterion": {
            "measure": "count",
            "kinds": ["asked", "answered", "replied", "registered", "reviewed", "shared"],
            "at_least": 1,
            "days": YEAR,
        },
    },
    {
        "key": "associate",
        "name": "Associate",
        "criterion": {
            "all": [
                {
                    "measure": "count",
                    "kinds": CONTRIBUTIONS,
                    "contributions": True,
                    "at_least": 3,
                    "days": YEAR,
                },
                {
                    "measure": "helped",
                    "kinds": CONTRIBUTIONS,
                    "at_least": 2,
                    "days": YEAR,
                },
            ]
        },
    },
    {
        "key": "community_of_practice",
        "name": "Community of practice",
        "criterion": {
            "all": [
                {
                    "measure": "months",
                    "kinds": CONTRIBUTIONS,
                    "contributions": True,
                    "at_least": 4,
                    "days": YEAR,
                },
                {"measure": "received", "kinds": ["accepted", "thanked"], "at_least": 1, "days": YEAR},
            ]
        },
    },
]


def put_in_force(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("journey", "Ladder").objects.create(
        key=KEY, name=NAME, descend="quarter", stages=STAGES, from_at=None
    )


def take_away(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Ladders that hosts chose stay: only this one holds since ever."""
    apps.get_model("journey", "Ladder").objects.filter(from_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_initial")]
    operations = [migrations.RunPython(put_in_force, take_away)]
