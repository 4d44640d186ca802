"""What the environment says about running the house: where files lie, how the log is written, who may measure."""

import os
from urllib.parse import urlsplit

from belong.config.environment import WrongSetting, one_of

PLAIN, JSON = "plain", "json"


def bucket(name: str) -> dict[str, object]:
    """Options of the storage for files in a bucket: `s3://BUCKET/FOLDER`; nothing: they lie in the home.

    Keys come as Amazon's programs take them (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, a file, the machine's
    role); `BELONG_FILES_ENDPOINT` names another service that speaks S3, `BELONG_FILES_REGION` its region.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return {}
    parts = urlsplit(value)
    if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
        raise WrongSetting(f"{name} is {value!r}: use s3://BUCKET or s3://BUCKET/FOLDER.")
    options: dict[str, object] = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "default_acl": None,  # private to the bucket's owner
        "file_overwrite": False,
    }
    if endpoint := os.environ.get("BELONG_FILES_ENDPOINT", "").strip():
        options["endpoint_url"] = endpoint
    if region := os.environ.get("BELONG_FILES_REGION", "").strip():
        options["region_name"] = region
    return options


def token(name: str) -> str:
    """A secret word that a machine shows; nothing: there is no such door."""
    value = os.environ.get(name, "").strip()
    if value and len(value) < 16:
        raise WrongSetting(f"{name} is shorter than 16 characters: use a long one that nobody guesses.")
    return value


def count(name: str, default: int) -> int:
    """A small number of something."""
    value = os.environ.get(name, "").strip() or str(default)
    if value not in {str(number) for number in range(10)}:
        raise WrongSetting(f"{name} is {value!r}: use a number from 0 to 9.")
    return int(value)


def form(name: str) -> str:
    """How the log on stderr is written: lines for people, or one JSON object a line."""
    return one_of(name, (PLAIN, JSON)) if os.environ.get(name, "").strip() else PLAIN


def log(form: str) -> dict[str, object]:
    """The log in such a form, as Python's library wants it."""
    formatters: dict[str, object] = {
        PLAIN: {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        JSON: {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(levelname)s %(name)s %(message)s",
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": "at",
        },
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {form: formatters[form]},
        "filters": {"without_keys": {"()": "belong.doors.web.feeds.logs.WithoutKeys"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["without_keys"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"belong.serving": {"level": "INFO"}},
    }
