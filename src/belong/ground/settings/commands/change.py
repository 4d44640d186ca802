from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from belong.ground.kernel.public import Community, Invalid, community, now, setting, write_settings
from belong.ground.ledger.public import SettingChanged, record
from belong.ground.people.public import Actor, Wrong
from belong.ground.settings.checks import USUAL, checked
from belong.ground.settings.commands.locking import lock_settings
from belong.ground.settings.keepers import PREFIX, keepers
from belong.ground.settings.models import Change
from belong.ground.settings.policies import may_change

FIXED = _("The environment of this installation fixes this value; it cannot be changed here.")


def change(*, actor: Actor, values: Mapping[str, Any]) -> list[str]:
    """Set these values of the community; returns the names of those that are other than before. Owners and staff hosts.

    `values`: fields of `Community` but `mark`, `erasing` (what becomes of the texts of who leaves), `mails_a_day` (that
    one person gets at most), and `retention.KEY` in days. `Invalid` names each field that cannot be
    taken, and then nothing is changed. What is as it was makes no history.
    """
    may_change(actor).or_refuse()
    kept, wrong = {}, {}
    for name, value in values.items():
        try:
            kept[name] = checked(name, value)
        except Wrong as why:
            wrong[name] = str(why)
        if name in community().fixed:
            wrong[name] = str(FIXED)
    if wrong:
        raise Invalid(wrong)
    with transaction.atomic():
        return keep(actor, kept)


def keep(actor: Actor, values: Mapping[str, Any]) -> list[str]:
    """Write checked values, with history and facts for those that change; inside the caller's transaction."""
    lock_settings()
    before = {name: _as_it_is(name) for name in values}
    new = {name: value for name, value in values.items() if before[name] != value}
    if not new:
        return []
    write_settings(new)
    at = now()
    for name, value in new.items():
        row = Change.objects.create(
            name=name, before=before[name], after=value, person_id=actor.acting, system=actor.system or "", at=at
        )
        record(SettingChanged(actor=actor.acting, about=f"settings.change:{row.pk}", occurred_at=at))
    return list(new)


def _as_it_is(name: str) -> Any:
    """What stands; where nobody has set it, what holds then."""
    if (kept := setting(name)) is not None:
        return kept
    if name.startswith(PREFIX):
        return keepers()[name.removeprefix(PREFIX)].days
    if name in USUAL:
        return USUAL[name]
    usual = getattr(Community(), name)
    return list(usual) if isinstance(usual, tuple) else usual
