"""What the community asks its people, and who may open the directory: hosts say."""

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.community.profiles import checks
from belong.community.profiles.cards import FieldCard
from belong.community.profiles.labels import read_as
from belong.community.profiles.making import field_card
from belong.community.profiles.models import (
    HELP_LENGTH,
    KEY_LENGTH,
    LABEL_LENGTH,
    MOST_OPTIONS,
    OPTION_LENGTH,
    Directory,
    Field,
    FieldKind,
    Value,
)
from belong.community.profiles.policies import may_define
from belong.ground.kernel.public import Invalid, NotFound, now
from belong.ground.ledger.public import DirectoryChanged, FieldChanged, record
from belong.ground.people.public import Actor, Wrong, free_slug, invalid_as, one_line, slug_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WITH_OPTIONS = (FieldKind.CHOICE, FieldKind.CHOICES)
OFFER_SOME = gettext_lazy("Give at least two things to choose from, one a line.")
IN_USE = gettext_lazy("“{}” was chosen by somebody: it stays.")
ASKED_ALREADY = gettext_lazy("This is asked already.")
NAME_TAKEN = gettext_lazy("Something else is asked under this name by now. Give one of the two another name.")
MOST_FIELDS = 40


def add_field(
    *,
    actor: Actor,
    label: str,
    kind: str,
    help: str = "",
    options: tuple[str, ...] = (),
    is_required: bool = False,
    visibility: str = "members",
) -> FieldCard:
    """Ask something more of everybody, after all that is asked already. Hosts only."""
    may_define(actor).or_refuse()
    if kind not in FieldKind.values:
        raise Invalid({"kind": _("Choose one of these.")})
    with transaction.atomic():
        _one_at_a_time()
        _refuse_more()
        last = Field.objects.aggregate(last=Max("position"))["last"] or 0
        field = Field(kind=kind, position=last + 1)
        _set(field, label, help, options, is_required, visibility)
        _refuse_twice(field)
        field.key = _free_key(field.label)
        field.save()
        _record(field, actor)
    return field_card(field)


def change_field(
    *,
    actor: Actor,
    key: str,
    label: str,
    help: str = "",
    options: tuple[str, ...] = (),
    is_required: bool = False,
    visibility: str = "members",
) -> FieldCard:
    """Ask it otherwise; its kind stays. `visibility` is offered to who says something from now on."""
    may_define(actor).or_refuse()
    with transaction.atomic():
        _one_at_a_time()
        field = _locked(key)
        before = field.label
        _set(field, label, help, options, is_required, visibility)
        if field.label != before:
            _refuse_twice(field)
        field.save()
        _record(field, actor)
    return field_card(field)


def move_field(*, actor: Actor, key: str, up: bool) -> None:
    """Ask it before the one above it, or after the one below it."""
    may_define(actor).or_refuse()
    with transaction.atomic():
        _one_at_a_time()
        field = _locked(key)
        others = Field.objects.filter(retired_at__isnull=True)
        near = (
            others.filter(position__lt=field.position).order_by("-position").first()
            if up
            else others.filter(position__gt=field.position).order_by("position").first()
        )
        if near is None:
            return
        field.position, near.position = near.position, field.position
        field.save(update_fields=["position"])
        near.save(update_fields=["position"])
        _record(field, actor)


def retire_field(*, actor: Actor, key: str) -> None:
    """Ask and show it no more; what people said waits for `restore_field`."""
    _retire(actor, key, True)


def restore_field(*, actor: Actor, key: str) -> None:
    """Ask and show it again. `Invalid` at "label" where something else is asked under its name by now."""
    _retire(actor, key, False)


def _retire(actor: Actor, key: str, retired: bool) -> None:
    may_define(actor).or_refuse()
    with transaction.atomic():
        _one_at_a_time()
        field = _locked(key)
        if (field.retired_at is not None) == retired:
            return
        if not retired:
            _refuse_more()
            _refuse_twice(field, NAME_TAKEN)
        field.retired_at = now() if retired else None
        field.save(update_fields=["retired_at"])
        _record(field, actor)


def open_directory(*, actor: Actor, is_open: bool) -> None:
    """Let strangers open the directory, where they find who lets everyone find them; or members alone. Hosts only."""
    may_define(actor).or_refuse()
    with transaction.atomic():
        _one_at_a_time()
        row, _made = Directory.objects.get_or_create(id=1)
        if row.is_open == is_open:
            return
        row.is_open = is_open
        row.save(update_fields=["is_open"])
        record(DirectoryChanged(actor=actor.acting, about="profiles.directory:1", is_open=is_open))


def _set(field: Field, label: str, help: str, options: tuple[str, ...], is_required: bool, visibility: str) -> None:
    with invalid_as("label"):
        field.label = one_line(label, LABEL_LENGTH, _("The name"))
        if not field.label and not field.key:
            raise Wrong(_("Say what is asked."))
    with invalid_as("help"):
        field.help = one_line(help, HELP_LENGTH, _("The help"))
    with invalid_as("visibility"):
        field.visibility = checks.visibility(visibility)
    field.is_required = is_required
    if field.kind in WITH_OPTIONS:
        field.options = _options(field, options)


def _refuse_more() -> None:
    if Field.objects.filter(retired_at__isnull=True).count() >= MOST_FIELDS:
        raise Invalid({"label": _("%(most)s questions are the most that anybody answers.") % {"most": MOST_FIELDS}})


def _refuse_twice(field: Field, says: "StrOrPromise" = ASKED_ALREADY) -> None:
    """Two questions that read the same puzzle everybody who answers, in whichever language they read them."""
    others = Field.objects.filter(retired_at__isnull=True).exclude(pk=field.pk).values_list("key", "label")
    names = read_as(field.key, field.label)
    if any(names & read_as(key, label) for key, label in others):
        raise Invalid({"label": str(says)})


def _options(field: Field, given: tuple[str, ...]) -> list[str]:
    with invalid_as("options"):
        options = list(dict.fromkeys(kept for one in given if (kept := one_line(one, OPTION_LENGTH, _("A choice")))))
        if len(options) < 2:
            raise Wrong(OFFER_SOME)
        if len(options) > MOST_OPTIONS:
            raise Wrong(_("%(most)s choices are the most.") % {"most": MOST_OPTIONS})
        for gone in set(field.options) - set(options):
            if field.pk and Value.objects.filter(field=field, chosen__contains=[gone]).exists():
                raise Wrong(IN_USE.format(gone))
    return options


def _free_key(label: str) -> str:
    plain = slug_of(label, otherwise="field", limit=KEY_LENGTH).replace("_", "-")
    base = re.sub(r"^[^a-z]+", "", plain).strip("-") or "field"
    return free_slug(base, limit=KEY_LENGTH, taken=lambda key: Field.objects.filter(key=key).exists())


def _locked(key: str) -> Field:
    field = Field.objects.select_for_update().filter(key=key).first()
    if field is None:
        raise NotFound
    return field


def _one_at_a_time() -> None:
    """The order of fields is one thing: its changes wait for each other."""
    list(Field.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _record(field: Field, actor: Actor) -> None:
    about = f"profiles.field:{field.pk}"
    record(FieldChanged(actor=actor.acting, about=about, retired=field.retired_at is not None))
