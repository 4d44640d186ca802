from collections.abc import Iterable

from django.db import transaction

from belong.ground.people.public import Loaded, RefusedRow, Wrong
from belong.ground.tags.cards import LoadedTag
from belong.ground.tags.commands.making import lock_names, tags_by_names
from belong.ground.tags.models import Synonym, Tag
from belong.ground.tags.names import normal


def load_tags(rows: Iterable[LoadedTag]) -> Loaded:
    """Bring in the subjects of an archive and their other words. One bad row is refused, never raised.

    Tags belong to no batch: a name tells nothing of anybody, and what an undone import said under it is gone. A word
    that is a tag of its own, or another tag's word, stays what it is.
    """
    given = list(rows)
    refused: list[RefusedRow] = []
    words: dict[str, tuple[str, ...]] = {}
    for index, row in enumerate(given):
        try:
            words[normal(row.name)] = tuple(normal(word) for word in row.synonyms)
        except Wrong as wrong:
            refused.append(RefusedRow(index, str(wrong)))
    with transaction.atomic():
        lock_names()
        known = Tag.objects.filter(name__in=words).count()
        ids = tags_by_names(words)
        aliases = {word: ids[name] for name, others in words.items() for word in others if word not in words}
        taken = {
            *Tag.objects.filter(name__in=aliases).values_list("name", flat=True),
            *Synonym.objects.filter(name__in=aliases).values_list("name", flat=True),
        }
        Synonym.objects.bulk_create(
            Synonym(name=word, tag_id=tag) for word, tag in aliases.items() if word not in taken
        )
        created = Tag.objects.filter(name__in=words).count() - known
    return Loaded(created=created, matched=len(ids) - created, refused=tuple(refused), ids=ids)
