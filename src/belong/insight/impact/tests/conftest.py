"""Databases to commit to: followers read what is committed."""

from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]
