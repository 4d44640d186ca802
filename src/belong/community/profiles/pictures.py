"""Pictures of people: what comes in is decoded within limits and drawn anew, so that nothing but its pixels stays.

A file that is no picture, or would unpack to more than we hold, is `NotAPicture`, with one sentence for its sender.
"""

import warnings
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from belong.ground.kernel.public import storage

SIZES = (96, 256, 640)
"""The sides in pixels: beside text, on cards, on the person's page."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
LEAST_SIDE = 64
MEDIA_TYPE = "image/webp"
FOLDER = "pictures"


TOO_WIDE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What the library says of so many pixels before we can count them."""
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, MemoryError, Warning)
"""What a library of many formats raises over files that are broken or made to break it."""


class NotAPicture(ValueError):
    """What was sent cannot become a picture; the text says why."""


def drawn(content: bytes) -> dict[int, bytes]:
    """The picture in each of `SIZES`: upright, cut to a square about its middle, without any of the file's own data."""
    if len(content) > MOST_BYTES:
        raise NotAPicture(_("This file has more than 15 megabytes. Choose a smaller picture."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            whole = _decoded(content)
    except NotAPicture:
        raise
    except TOO_WIDE as wrong:
        raise _too_many_pixels() from wrong
    except UNREADABLE as wrong:
        raise NotAPicture(_("This file cannot be read as a picture. Send a JPEG, PNG, WebP or GIF.")) from wrong
    return {size: _encoded(whole, size) for size in SIZES}


def _too_many_pixels() -> NotAPicture:
    return NotAPicture(_("This picture has more than 60 million pixels. Choose a smaller one."))


def _decoded(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise _too_many_pixels()
        if min(width, height) < LEAST_SIDE:
            raise NotAPicture(_("This picture is smaller than 64 pixels. Choose a larger one."))
        # a photo is decoded no larger than it will be used, which costs a tenth
        opened.draft("RGB", (2 * SIZES[-1], 2 * SIZES[-1]))
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        return _plain(upright)


def _plain(picture: Image.Image) -> Image.Image:
    """Pixels in red, green and blue; what could be seen through stands on white."""
    if "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA"}:
        over = picture.convert("RGBA")
        ground = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(ground, over).convert("RGB")
    return picture.convert("RGB")


def _encoded(picture: Image.Image, size: int) -> bytes:
    square = ImageOps.fit(picture, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    bare = Image.new("RGB", square.size)
    bare.paste(square)
    kept = BytesIO()
    bare.save(kept, "WEBP", quality=82, method=4)
    return kept.getvalue()


def path_of(uid: UUID, size: int) -> str:
    return f"{FOLDER}/{uid.hex[-2:]}/{uid}-{size}.webp"


def uid_in(path: str) -> UUID | None:
    """Whose file this is; None for what is none of ours."""
    try:
        return UUID(path.rpartition("/")[2][:36])
    except ValueError:
        return None


def keep(uid: UUID, sizes: Mapping[int, bytes]) -> None:
    for size, content in sizes.items():
        storage().save(path_of(uid, size), ContentFile(content))


def remove(uid: UUID) -> None:
    for size in SIZES:
        with suppress(FileNotFoundError):
            storage().delete(path_of(uid, size))
