"""Where the links of mails lead."""

from django.conf import settings


def site() -> str:
    """The address of the site, without a slash at its end: `BELONG_URL`, else where this machine serves it."""
    return str(settings.SITE_URL or settings.HERE_URL)


def plain_site() -> str:
    """The same as headers want it: an internationalised name in the letters that every program reads."""
    scheme, separator, host = site().partition("://")
    return site() if host.isascii() else f"{scheme}{separator}{host.encode('idna').decode()}"
