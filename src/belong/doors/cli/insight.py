"""rebuild and explain: what follows from the ledger, made anew or shown with its reasons."""

import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import format_option, print_json
from belong.doors.cli.reports import Day
from belong.doors.cli.root import Command, Failure, home

if TYPE_CHECKING:
    from belong.ground.ledger.public import Difference, FactCard
    from belong.insight.journey.public import ClauseCard, PersonExplained, StageReason


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
    """A person's stage, with the evidence it stands on. IDENTITY is such as stackexchange:beer:12 or mail:ADDRESS."""
    with opened(home()):
        from belong.ground.kernel.public import end_of_day, now
        from belong.ground.ledger.public import facts
        from belong.ground.people.public import find_identity, identity_label
        from belong.insight.journey.public import explain_person

        if (person := find_identity(identity)) is None:
            raise Failure(f"Nobody is known as {identity}.")
        source, _, key = identity.rpartition(":")
        found = explain_person(actor("explain"), person, end_of_day(as_of) if as_of else now())
        counted = {fact.id: fact for fact in facts(sorted(_facts(found)))}
        label = identity_label(source, key)
    if form == "json":
        print_json(_explained(found, label, as_of, counted))
    else:
        click.echo(_told(found, label, counted))


def _facts(found: "PersonExplained") -> set[int]:
    def of(clause: "ClauseCard") -> set[int]:
        return set(clause.facts).union(*(of(inner) for inner in clause.clauses))

    return set().union(*(of(reason.clause) for reason in found.reasons))


def _explained(
    found: "PersonExplained", label: str, as_of: date | None, counted: Mapping[int, "FactCard"]
) -> dict[str, object]:
    def fact(number: int) -> dict[str, object]:
        card = counted[number]
        return {"id": card.id, "word": card.word, "at": card.occurred_at.isoformat(), "about": card.about}

    def clause(card: "ClauseCard") -> dict[str, object]:
        return {
            "sentence": card.sentence,
            "needed": card.needed,
            "has": card.has,
            "ok": card.ok,
            "facts": [fact(number) for number in card.facts],
            "clauses": [clause(inner) for inner in card.clauses],
        }

    def reason(each: "StageReason") -> dict[str, object]:
        return {
            "stage": each.stage.key,
            "name": each.stage.name,
            "holds": each.holds,
            "clause": clause(each.clause),
        }

    stay = found.stay
    return {
        "identity": label,
        "as_of": (as_of or found.at.date()).isoformat(),
        "ladder": found.ladder.key,
        "stage": found.stage.key if found.stage else None,
        "evidence": found.evidence.key if found.evidence else None,
        "since": stay.from_at.isoformat() if stay else None,
        "until": stay.until_at.isoformat() if stay and stay.until_at else None,
        "reasons": [reason(each) for each in found.reasons],
        "next": reason(found.next) if found.next else None,
    }


def _told(found: "PersonExplained", label: str, counted: Mapping[int, "FactCard"]) -> str:
    lines = [f"{found.person.name or label} ({label}): {found.stage.name if found.stage else 'not on the ladder'}"]
    if found.stay:
        lines[0] += f", since {found.stay.from_at:%Y-%m-%d}"
        if found.stay.until_at:
            lines.append(f"If nothing more happens, until {found.stay.until_at:%Y-%m-%d}.")
    if found.stay and found.stay.reason:
        lines.append(f"A host set this: {found.stay.reason}")
    elif found.evidence != found.stage and found.evidence:
        lines.append(f"The evidence alone supports {found.evidence.name}.")

    def clause(card: "ClauseCard", depth: int) -> None:
        number = f": needs {card.needed}, has {card.has}" if card.needed is not None else ""
        lines.append(f"{'  ' * depth}{'yes' if card.ok else ' no'}  {card.sentence}{number}")
        for number_ in card.facts:
            fact = counted[number_]
            lines.append(f"{'  ' * depth}       {fact.occurred_at:%Y-%m-%d %H:%M}  {fact.word}  {fact.about}")
        for inner in card.clauses:
            clause(inner, depth + 1)

    for each in found.reasons:
        lines.append(f"\n{each.stage.name}{'' if each.holds else ' (not reached)'}")
        clause(each.clause, 1)
    if found.next:
        lines.append(f"\nNext: {found.next.stage.name}.")
    return "\n".join(lines)
