"""Background work of the archives."""

from belong.care.archives.public import sweep_uploads
from belong.ground.kernel.public import task


@task("archives.sweep_uploads", cron="17 * * * *")
def sweep_uploads_hourly() -> None:
    """What was sent to a page and no run needs is not kept."""
    sweep_uploads()
