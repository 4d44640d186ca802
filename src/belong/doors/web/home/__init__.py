"""The first page: for a stranger, for a member, for a host."""
