"""Files of posts, handed out so that a browser saves them and runs nothing of them."""

from uuid import UUID

from django.http import FileResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from belong.community.discussions import public as discussions
from belong.doors.web.shared.http import Request
from belong.ground.kernel.public import NotFound, storage

PLAIN = "application/octet-stream"
SAFE_TYPES = frozenset(
    {
        "application/gzip",
        "application/json",
        "application/pdf",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
        "audio/mpeg",
        "audio/ogg",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/calendar",
        "text/csv",
        "text/plain",
        "video/mp4",
    }
)
"""What a file may say that it is; anything else is bytes. None of these is run by a browser."""


@require_safe
def attachment(request: Request, uid: UUID) -> FileResponse:
    """The bytes of a file, for whoever may read its post."""
    card = discussions.attachment(request.actor, uid)
    try:
        content = storage().open(card.path)
    except FileNotFoundError:
        raise NotFound from None
    media_type = card.media_type if card.media_type in SAFE_TYPES else PLAIN
    response = FileResponse(content, as_attachment=True, filename=card.name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)
    return response
