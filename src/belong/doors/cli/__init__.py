"""The `belong` command: parses, calls the faces of the rooms, prints. One file per group of commands."""

from belong.doors.cli.main import main

__all__ = ["main"]
