"""What linters cannot see of the tables: which way they point, what hangs on saving, who empties them."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import signals

from belong.ground.kernel.public import erasers
from tests.architecture.house import GROUND, STOREYS

OURS = [model for model in apps.get_models() if model.__module__.startswith("belong.")]


def place(model: type[models.Model]) -> tuple[int, int]:
    storey, room = model.__module__.split(".")[1:3]
    return STOREYS.index(storey), GROUND.index(room) if storey == "ground" else 0


def test_there_are_tables_to_look_at() -> None:
    assert {"ledger_fact", "people_person", "discussions_post"} <= {model._meta.db_table for model in OURS}


@pytest.mark.parametrize("model", OURS, ids=lambda model: str(model._meta.label))
def test_foreign_keys_point_down_and_leave_nothing_behind(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or not isinstance(field.related_model, type):
            continue
        target = field.related_model
        if not target.__module__.startswith("belong.") or target._meta.app_label == model._meta.app_label:
            continue
        assert place(target) < place(model), f"{field} points up"
        assert field.remote_field.related_name == "+", f"{field} leaves a name on {target.__name__}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: str(model._meta.label))
def test_saving_does_nothing_but_save(model: type[models.Model]) -> None:
    for name in ("save", "delete"):
        owner = next(base for base in model.__mro__ if name in vars(base))
        assert owner.__module__.startswith("django."), f"{owner.__name__}.{name} holds logic"


def test_nobody_listens_to_signals_of_ours() -> None:
    for signal in (signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed):
        listeners = [
            str(receiver)
            for _, reference, *_ in signal.receivers
            if (receiver := reference() if callable(reference) else reference) is not None
            and getattr(receiver, "__module__", "").startswith("belong.")
        ]
        assert listeners == []


def test_every_table_that_names_a_person_or_keeps_prose_has_one_eraser() -> None:
    named: dict[str, list[str]] = {}
    for name, (tables, _) in erasers().items():
        for table in tables:
            named.setdefault(table, []).append(name)
    assert {table: names for table, names in named.items() if len(names) > 1} == {}
    known = {model._meta.db_table for model in apps.get_models()}
    assert set(named) <= known
    held = {model._meta.db_table for model in OURS if holds_a_person_or_prose(model)}
    assert held - set(named) - EXEMPT == set()


EXEMPT = {
    "ledger_fact",  # ids only: erasing empties the rows that they point to
}


def holds_a_person_or_prose(model: type[models.Model]) -> bool:
    if (
        model._meta.app_label in {"journey", "impact"}
        and "ladder" not in model._meta.db_table
        and "override" not in model._meta.db_table
    ):
        return False
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and getattr(field.related_model, "__name__", "") in {
            "Person",
            "Account",
        }:
            return True
        if isinstance(field, models.TextField) and not field.choices:
            return True
    return False
