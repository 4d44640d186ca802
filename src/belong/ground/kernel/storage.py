from django.conf import settings
from django.core.files.storage import FileSystemStorage


def storage() -> FileSystemStorage:
    """Where files of the installation live: private to the service, never served as they lie there."""
    return FileSystemStorage(
        location=settings.MEDIA_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
