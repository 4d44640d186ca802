"""Keys of feeds are kept out of logs: a feed reader asks on for a group that its owner left, and each 404 is told."""

import logging
import re

_KEY = re.compile(r"/feeds/\d+-[0-9a-f]+")


class WithoutKeys(logging.Filter):
    """Wired in by the setting `LOGGING`."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        told = _KEY.sub("/feeds/[key]", said)
        if told != said:
            record.msg, record.args = told, ()
        return True
