"""rebuild and explain: what follows from the ledger, made anew or shown with its reasons."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from belong.doors.cli.house import opened
from belong.doors.cli.output import format_option, print_json
from belong.doors.cli.reports import Day
from belong.doors.cli.root import Command, Failure, home

if TYPE_CHECKING:
    from belong.ground.ledger.public import Difference


@click.command("rebuild", cls=Command)
@click.option("--check", is_flag=True, help="Change nothing; rebuild beside the live tables and compare.")
@format_option
def rebuild_command(check: bool, form: str) -> None:
    """Make all insight anew from the ledger. With --check: exit code 1 where it differs from what is there."""
    with opened(home()):
        from belong.ground.ledger import public as ledger

        if check:
            found = ledger.check()
        else:
            ledger.rebuild()
            found = []
    if form == "json":
        print_json(
            {"equal": not found, "differences": [_difference(each) for each in found]} if check else {"rebuilt": True}
        )
    elif not check:
        click.echo("All insight was made anew.")
    elif not found:
        click.echo("Equal: what is live is what a rebuild gives.")
    else:
        for each in found:
            click.echo(_sentence(each))
        click.echo(f"{len(found):,} rows differ. `belong rebuild` makes them anew; the cause is worth a look first.")
    sys.exit(1 if found else 0)


def _difference(each: "Difference") -> dict[str, object]:
    return {"table": each.table, "key": _texts(each.key), "live": _texts(each.live), "rebuilt": _texts(each.rebuilt)}


def _texts(row: Mapping[str, object] | None) -> dict[str, object] | None:
    plain = (int, float, bool, str, list, type(None))
    return None if row is None else {name: v if isinstance(v, plain) else str(v) for name, v in row.items()}


def _sentence(each: "Difference") -> str:
    key = ", ".join(f"{name} {value}" for name, value in each.key.items())
    if each.live is None:
        return f"{each.table}, {key}: missing; a rebuild gives it."
    if each.rebuilt is None:
        return f"{each.table}, {key}: a rebuild does not give it."
    live, rebuilt = each.live, each.rebuilt
    columns = [name for name in live if live[name] != rebuilt.get(name)]
    return f"{each.table}, {key}: " + "; ".join(f"{c} is {live[c]}, a rebuild gives {rebuilt.get(c)}" for c in columns)


@click.command("explain", cls=Command)
@click.argument("identity")
@click.option("--as-of", type=Day(), help="The end of this day (default: now).")
@format_option
def explain_command(identity: str, as_of: date | None, form: str) -> None:
    """A person's stage, with the evidence it stands on. IDENTITY: such as stackexchange:beer:12, or an address."""
    with opened(home()):
        from belong.ground.kernel.public import NotFound
        from belong.insight.journey.public import explain_identity

        try:
            found = explain_identity(identity, as_of)
        except NotFound:
            raise Failure(f"Nobody is known as {identity}.") from None
    if form == "json":
        print_json(found)
    else:
        click.echo("\n".join(_told(found)))


def _told(found: Mapping[str, Any]) -> Iterator[str]:
    """The same in words, each fact below the clause that counts it."""
    names = {each["key"]: each["name"] for each in found["stages"]}
    facts = {fact["id"]: f"{fact['at'][:10]}  {fact['word']}  {fact['about']}" for fact in found["facts"]}
    stay = found["stay"]
    since = f", since {stay['since'][:10]}" if stay else ""
    yield f"{found['identity']}: {names.get(found['stage'], 'not on the ladder')}{since}"
    if stay and stay["until"]:
        yield f"If nothing more happens, until {stay['until'][:10]}."
    if stay and stay["reason"]:
        yield f"A host set this: {stay['reason']}"
    elif found["evidence"] != found["stage"]:
        yield f"The evidence alone supports: {names.get(found['evidence'], 'no stage')}."

    def clause(each: Mapping[str, Any], depth: int) -> Iterator[str]:
        number = "" if each["needed"] is None else f": needs {each['needed']}, has {each['has']}"
        yield f"{'  ' * depth}{'yes' if each['ok'] else 'no '} {each['sentence']}{number}"
        for fact in each["facts"]:
            yield f"{'  ' * depth}      {facts[fact]}"
        for inner in each["clauses"]:
            yield from clause(inner, depth + 1)

    for reason in found["stages"]:
        yield ""
        yield f"{reason['name']}{'' if reason['holds'] else ' (does not hold)'}"
        yield from clause(reason["clause"], 1)
    if found["next"]:
        yield ""
        yield f"Next: {found['next']['name']}."
