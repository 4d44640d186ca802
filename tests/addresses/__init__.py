"""Every address of the site, a file for each area of doors/web: who gets which answer, and which pages are looked at.

`ROWS` is the table of URL x role. `FOR_STRANGERS` and `FOR_HOSTS` are the pages that the browser tests open as one,
`FOR_OWNERS` those that give owners more to do than hosts.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.addresses.row import Row

__all__ = ["FOR_HOSTS", "FOR_OWNERS", "FOR_STRANGERS", "ROWS", "Row"]

_areas = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name != "row"]
ROWS: list[Row] = [row for area in _areas for row in area.ROWS]
FOR_STRANGERS: list[str] = [path for area in _areas for path in area.FOR_STRANGERS]
FOR_HOSTS: list[str] = [path for area in _areas for path in area.FOR_HOSTS]
FOR_OWNERS: list[str] = [path for area in _areas for path in getattr(area, "FOR_OWNERS", [])]
