"""Where the links of mails lead."""

from django.conf import settings


def site() -> str:
    """The address of the site, without a slash at its end: `BELONG_URL`, else where this machine serves it."""
    return str(settings.SITE_URL or settings.HERE_URL)
