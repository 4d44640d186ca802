"""import people, import touches: tables, with a look at what would be read before anything is written."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from belong.doors.cli.bringing import bring
from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import format_option, print_json, table
from belong.doors.cli.root import Command, home

if TYPE_CHECKING:
    from belong.doors.imports.public import Preview

SHOWN_REFUSALS = 20


def _options(command: Any) -> Any:
    for option in reversed(
        (
            click.argument("file", type=click.Path(path_type=Path)),
            click.option(
                "--source", help="The table's name; a newer one of the same name updates (default: the file's)."
            ),
            click.option("--sheet", help="Of a workbook (default: the first with headings that are known)."),
            click.option("--as-of", "as_of", metavar="DAY", help="The day the table speaks of (default: the file's)."),
            click.option(
                "--map", "said", multiple=True, metavar="HEADING=FIELD", help="What a column holds; - leaves it out."
            ),
            click.option(
                "--mapping", type=click.Path(path_type=Path), help="A file of such words; --dry-run writes it."
            ),
            click.option("--dry-run", is_flag=True, help="Show what would be read; write nothing."),
            click.option("--no-wait", is_flag=True, help="Return before insight has caught up."),
            format_option,
        )
    ):
        command = option(command)
    return command


@click.command("people", cls=Command)
@_options
def people(**given: Any) -> None:
    """People from a spreadsheet or CSV file: names, addresses, permissions, roles, groups, interests."""
    _table("people", {}, **given)


@click.command("touches", cls=Command)
@_options
@click.option("--people", "people_table", default="", help="The table of people that the ids are of (its --source).")
@click.option(
    "--direction", default="", type=click.Choice(["", "in", "out"]), help="Who began, where no column says it."
)
def touches(people_table: str, direction: str, **given: Any) -> None:
    """Contact moments from a spreadsheet or CSV file: calls, visits, letters, talks."""
    _table("touches", {"people": people_table, "direction": direction}, **given)


def _table(kind: str, further: Mapping[str, str], *, dry_run: bool, no_wait: bool, form: str, **given: Any) -> None:
    with opened(home()):
        from belong.care.archives.public import last_place
        from belong.doors.imports.public import open_table, preview, source_of_table, write_mapping

        options = {
            name: str(given[key])
            for name, key in (("source", "source"), ("sheet", "sheet"), ("as-of", "as_of"))
            if given[key]
        }
        source = source_of_table(kind, given["file"], options)
        before = last_place(actor("import"), source)
        columns = _columns(given["mapping"], given["said"], dry_run, before.options if before else {})
        archive = open_table(kind, given["file"], {**options, **further, "columns": json.dumps(columns[0])}, columns[1])
        if not dry_run:
            bring(archive, no_wait, form)
            return
        shown = preview(archive)
        if given["mapping"] and not given["mapping"].exists():
            write_mapping(given["mapping"], archive)
    _show(shown, given["mapping"], form)


def _columns(
    file: Path | None, said: tuple[str, ...], dry_run: bool, before: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What was said of the columns now, and what the last table of this name was read by."""
    from belong.doors.imports.public import mapping_of_words, read_mapping

    now = mapping_of_words(said)
    if file is not None and not (dry_run and not file.exists()):
        now = {**read_mapping(file), **now}
    return now, json.loads(before.get("columns") or "{}")


def _show(shown: "Preview", mapping: Path | None, form: str) -> None:
    if form == "json":
        print_json(shown.plain())
        return
    click.echo(f"{shown.how}; headings in line {shown.heading_line}.\n")
    click.echo(table([("column", "read as"), *((heading, field) for heading, field in shown.columns)]))
    if shown.left_out:
        click.echo(f"\nLeft out: {', '.join(shown.left_out)}.")
        click.echo(f"--map HEADING=FIELD reads a column as one of {', '.join(shown.fields)}.")
    for line, words in shown.first:
        click.echo(f"\nLine {line}: " + "; ".join(words))
    read = ", ".join(f"{what} {count:,}" for what, count in shown.counts)
    click.echo(f"\nCan be read: {read or 'nothing'}.")
    if shown.refused:
        click.echo(f"\n{shown.refused_count:,} could not be read:")
        click.echo("\n".join(f"  line {line}: {reason}" for line, reason in shown.refused[:SHOWN_REFUSALS]))
    if mapping is not None:
        click.echo(f"\nThe columns are in {mapping}; change them there, and import with --mapping {mapping}.")
    click.echo("\nNothing was written.")
