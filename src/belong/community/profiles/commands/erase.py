"""What the room forgets of a person, and what it hands them of themselves."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from belong.community.profiles import pictures
from belong.community.profiles.models import Affiliation, Link, Organisation, Picture, Profile, Value
from belong.ground.ledger.public import ids_of

TABLES = (
    "profiles_profile",
    "profiles_link",
    "profiles_picture",
    "profiles_value",
    "profiles_valueword",
    "profiles_affiliation",
    "profiles_organisation",
)


@transaction.atomic
def erase_person(person: int) -> None:
    """All that the person said of themselves goes, under each of their ids, with the files of their picture, and
    organisations to which nobody else belongs: a household's name is its people's.
    """
    ids = ids_of(person)
    for uid in Picture.objects.filter(person__in=ids).values_list("uid", flat=True):
        transaction.on_commit(partial(pictures.remove, uid))
    left = list(Affiliation.objects.filter(person__in=ids).values_list("organisation", flat=True))
    for model in (Picture, Profile, Link, Value, Affiliation):
        model._default_manager.filter(person__in=ids).delete()
    Organisation.objects.filter(pk__in=left).exclude(
        Exists(Affiliation.objects.filter(organisation=OuterRef("pk")))
    ).delete()


def export_person(person: int) -> Mapping[str, object]:
    """All that the room keeps of the person, as plain data; the files of a picture by where they lie."""
    ids = ids_of(person)
    mine = {"person__in": ids}
    return {
        "profile": list(
            Profile.objects.filter(**mine).values("words", "visibility", "listed", "interests", "changed_at")
        ),
        "links": list(Link.objects.filter(**mine).order_by("position", "pk").values("url", "label", "visibility")),
        "pictures": [
            {
                "uid": row.uid,
                "visibility": row.visibility,
                "added_at": row.added_at,
                "files": [pictures.path_of(row.uid, size) for size in pictures.SIZES],
            }
            for row in Picture.objects.filter(**mine).order_by("pk")
        ],
        "values": list(
            Value.objects.filter(**mine)
            .order_by("field__position", "pk")
            .values("field__key", "field__label", "text", "chosen", "visibility", "changed_at")
        ),
        "affiliations": list(
            Affiliation.objects.filter(**mine)
            .order_by("pk")
            .values(
                "organisation__name", "organisation__kind", "title", "from_on", "until_on", "visibility", "added_at"
            )
        ),
    }
