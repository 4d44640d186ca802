"""What a reader says about its format, so that the command line, the pages and a resumed run open archives alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from belong.care.archives.public import Archive

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A word that one may give with an archive, under the `name` that it has on the command line, without dashes.

    Left empty, it is what `help` says. With `choices` (value, label) it is one of these, `default` unless said.
    """

    name: str
    label: "StrOrPromise"
    help: "StrOrPromise" = ""
    default: str = ""
    choices: tuple[tuple[str, "StrOrPromise"], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of archive. `key` is the command's word and the run's `Place.format`.

    `open(path, options)` opens what lies at `path`, a file or a folder, with options by name; those left out or empty
    have their defaults. It takes the options of `Archive.place` just as well, and raises `ArchiveRefused`.
    `files`: endings of files that come as they are; `zipped`: a .zip comes too, and `path` is the folder of its files.
    """

    key: str
    label: "StrOrPromise"
    takes: "StrOrPromise"
    open: Callable[[Path, Mapping[str, str]], Archive]
    files: tuple[str, ...] = ()
    zipped: bool = False
    options: tuple[Option, ...] = ()
