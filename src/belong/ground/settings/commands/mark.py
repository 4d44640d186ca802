"""The community's mark: a small picture beside its name, made anew from what was given."""

from collections.abc import Collection
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from belong.ground.kernel.public import Invalid, community, storage, uuid7
from belong.ground.people.public import Actor
from belong.ground.settings.commands.change import keep
from belong.ground.settings.policies import may_change

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 256
FOLDER = "mark"

TOO_LARGE = _("The file has more than 4 MB. A picture of 256 by 256 points is enough.")
TOO_MANY = _("The picture has more than 40 million points. One of 256 by 256 points is enough.")
NO_PICTURE = _("This is no picture that can be read: take a PNG, JPEG, WebP or GIF.")


def set_mark(*, actor: Actor, data: bytes | None) -> str:
    """Show this picture (the bytes of a file) beside the community's name from now on; None: the mark of the house.

    It is drawn anew as a PNG of at most 256 by 256 points, so nothing else that the file held is kept. Returns the
    name of the stored file. Owners and staff hosts.
    """
    may_change(actor).or_refuse()
    picture = _drawn(data) if data is not None else None
    with transaction.atomic():
        former = community().mark
        name = storage().save(f"{FOLDER}/{uuid7()}.png", ContentFile(picture)) if picture is not None else ""
        keep(actor, {"mark": name})
        if former:
            transaction.on_commit(lambda: storage().delete(former))
    return name


def marks_named(paths: Collection[str]) -> set[str]:
    """Which of these stored files is the community's mark."""
    return {community().mark} & set(paths)


def _drawn(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise Invalid({"mark": TOO_LARGE})
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as given:
            if given.width * given.height > MOST_PIXELS:
                raise Invalid({"mark": TOO_MANY})
            small = given.convert("RGBA")
            small.thumbnail((SIDE, SIDE))
            drawn = BytesIO()
            small.save(drawn, "PNG", optimize=True)
    except Image.DecompressionBombError:
        raise Invalid({"mark": TOO_MANY}) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Invalid({"mark": NO_PICTURE}) from None
    return drawn.getvalue()
