"""Databases to commit to."""

from tests.databases import clone, clone_template

__all__ = ["clone", "clone_template"]
