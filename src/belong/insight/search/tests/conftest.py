"""Databases to commit to, as followers read what is committed."""
