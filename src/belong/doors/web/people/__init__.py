"""A person's own page: who they are and what they gave; for hosts everything that happened between us."""
