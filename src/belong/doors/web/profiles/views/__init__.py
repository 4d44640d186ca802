"""The views of profiles, a file for each of its things."""
