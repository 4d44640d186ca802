"""How answers are printed: words for people, JSON for programs."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

FORMATS = ("text", "json")


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format text|json`, given to the command as `form`."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="text", help="text for people, json for programs."
    )(command)


def print_json(answer: object) -> None:
    """The same answer is always the same bytes: keys keep the order of their form."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def say(form: str, answer: Mapping[str, object], words: str) -> None:
    """What was done: in words, or as `answer` for programs."""
    if form == "json":
        print_json(answer)
    else:
        click.echo(words)


def table(rows: Iterable[Sequence[object]]) -> str:
    """Rows in columns; what is a number stands at the right."""
    cells = [list(row) for row in rows]
    texts = [[_shown(cell) for cell in row] for row in cells]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    numbers = [all(isinstance(cell, int | None) for cell in column) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in texts
    )


def _shown(cell: object) -> str:
    if cell is None:
        return "-"
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)


def duration(seconds: float | None) -> str:
    """Seconds as people say them: 45 s, 12 min, 6 h 02 min, 3 d 4 h."""
    if seconds is None:
        return "-"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    hours = round(minutes / 60)
    return f"{hours // 24} d {hours % 24} h"
