from collections.abc import Iterable

from django.db import connection, transaction

from belong.ground.kernel.public import Invalid, lock_number
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Actor, Wrong, free_slug, invalid_as, slug_of
from belong.ground.tags.commands.fetching import tag_for
from belong.ground.tags.models import SLUG_LENGTH, Synonym, Tag
from belong.ground.tags.names import normal
from belong.ground.tags.policies import may_order


def tags_by_names(names: Iterable[str]) -> dict[str, int]:
    """The tag that each of `names` means, as it was given; synonyms lead to their tag, missing ones are made.

    Names that cannot be a tag are left out. For rooms and loads that write: a page never makes a tag.
    """
    wanted: dict[str, str] = {}
    for name in names:
        try:
            wanted[name] = normal(name)
        except Wrong:
            continue
    found = _known(set(wanted.values()))
    missing = sorted(set(wanted.values()) - found.keys())
    if missing:
        found |= _make(missing)
    return {name: found[kept] for name, kept in wanted.items()}


def _known(names: set[str]) -> dict[str, int]:
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, id from tags_tag where name = any(%(names)s)"
            " union all select name, tag_id from tags_synonym where name = any(%(names)s)",
            {"names": list(names)},
        )
        return dict(cursor.fetchall())


def _make(names: list[str]) -> dict[str, int]:
    """Tags of these names, but for those that somebody else made meanwhile."""
    with transaction.atomic():
        lock_names()
        found = _known(set(names))
        fresh = [name for name in names if name not in found]
        slugs = {name: slug_of(name, otherwise="tag", limit=SLUG_LENGTH) for name in fresh}
        taken = _slugs_like(slugs.values())
        for name, slug in slugs.items():
            slugs[name] = free_slug(slug, limit=SLUG_LENGTH, taken=taken.__contains__)
            taken.add(slugs[name])
        made = Tag.objects.bulk_create([Tag(name=name, slug=slug) for name, slug in slugs.items()])
        return found | {tag.name: tag.pk for tag in made}


def _slugs_like(slugs: Iterable[str]) -> set[str]:
    """The slugs in use that begin like one of these, so that the first free number is found without asking each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct t.slug from unnest(%s::text[]) w (slug) join tags_tag t on t.slug = w.slug"
            " or starts_with(t.slug, w.slug || '-')",
            [list(set(slugs))],
        )
        return {slug for (slug,) in cursor}


def lock_names() -> None:
    """One maker of tags at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock_number("tags.names")])


def add_synonym(*, actor: Actor, tag: str, name: str) -> None:
    """`name` is another word for the tag (named by its slug). Hosts only. A tag of its own cannot be one."""
    with transaction.atomic():
        found = tag_for(actor, tag)
        may_order(actor).or_refuse()
        with invalid_as("name"):
            kept = normal(name)
        lock_names()
        known = _known({kept}).get(kept)
        if known is None:
            Synonym.objects.create(tag=found, name=kept)
        elif known != found.pk:
            raise Invalid({"name": _("This is a tag, or another word for one, already.")})
