"""Databases to commit to."""
