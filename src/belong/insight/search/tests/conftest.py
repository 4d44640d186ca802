"""Databases to commit to, as followers read what is committed."""

from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]
