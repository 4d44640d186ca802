"""The home's own PostgreSQL, for installations without `DATABASE_URL`.

Standard library only: settings and the command line use it before Django is there.
"""

from belong.ground.kernel.postgres.places import url

__all__ = ["url"]
