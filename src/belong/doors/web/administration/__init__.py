"""The records of people as hosts keep them, and the site as somebody else sees it."""
