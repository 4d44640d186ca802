"""Signing up, in and out: the one place that speaks to the sign-in library, and the only one that may."""
