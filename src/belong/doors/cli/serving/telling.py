"""What those who serve tell of themselves: words for people, or a line of the log where that is one of objects."""

import logging

import click

LOG = logging.getLogger("belong.serving")


def tell(words: str, *, level: int = logging.WARNING) -> None:
    """A sentence on stderr, in the form that `BELONG_LOG` chose. The settings are read before."""
    from django.conf import settings

    if settings.LOG_FORM == "json":
        LOG.log(level, words)
    else:
        click.echo(words if level < logging.WARNING else f"belong: {words}", err=True)
