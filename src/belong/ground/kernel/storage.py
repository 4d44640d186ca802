"""Where files of the installation live: in its home, or in a bucket that speaks S3."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.translation import gettext as _

from belong.ground.kernel.ids import uuid7
from belong.ground.kernel.registry import Verdict


def storage() -> Storage:
    """Private to the service: nothing is served as it lies there."""
    if settings.FILES_BUCKET:
        return _bucket(**settings.FILES_BUCKET)
    return FileSystemStorage(
        location=settings.MEDIA_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


def _bucket(**options: object) -> Storage:
    try:
        from storages.backends.s3 import S3Storage  # noqa: PLC0415 - it comes with an extra
    except ImportError as missing:
        raise ImportError("BELONG_FILES names a bucket: install belong[s3].") from missing
    made: Storage = S3Storage(**options)
    return made


def stored_names(under: str = "") -> Iterator[str]:
    """The names of all files, or of those `under` a folder ("pictures/"), sorted within each folder. What somebody else
    linked into the home is none of ours."""
    if settings.FILES_BUCKET:
        yield from _in_bucket(under)
    elif (settings.MEDIA_ROOT / under).is_dir():
        for path in sorted((settings.MEDIA_ROOT / under).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(settings.MEDIA_ROOT).as_posix()


def _in_bucket(folder: str) -> Iterator[str]:
    folders, files = storage().listdir(folder)
    yield from (f"{folder}{name}" for name in sorted(files) if name)
    for name in sorted(folders):
        yield from _in_bucket(f"{folder}{name}/")


def check_storage() -> Verdict:
    """The doctor's look: whether files are reached where the settings say."""
    where = settings.FILES_BUCKET["bucket_name"] if settings.FILES_BUCKET else str(settings.MEDIA_ROOT)
    try:
        storage().exists(f"never/{uuid7()}")
    except Exception as failed:
        says = (str(failed).strip() or repr(failed)).splitlines()[0]
        remedy = (
            _("Mend BELONG_FILES and its keys.")
            if settings.FILES_BUCKET
            else _("Mend the folder and who may enter it.")
        )
        return Verdict(
            False,
            _("Files are in %(where)s, which cannot be reached: %(says)s") % {"where": where, "says": says},
            remedy,
        )
    return Verdict(True, _("Files are in %(where)s.") % {"where": where})
