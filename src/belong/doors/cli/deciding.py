"""manage host, staff, override, ladder: what the organisation decides about people. Insight follows before they end."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import format_option, say
from belong.doors.cli.reports import Day
from belong.doors.cli.root import Command, Failure, home

KNOWN_AS = "IDENTITY is such as stackexchange:beer:12, or an e-mail address."


@click.command("host", cls=Command, epilog=KNOWN_AS)
@click.argument("identity")
@click.option("--end", is_flag=True, help="No longer.")
@format_option
def host_command(identity: str, end: bool, form: str) -> None:
    """Make somebody a host."""
    with _deciding():
        from belong.ground.people.public import HOST, end_role, give_role

        change = end_role if end else give_role
        change(actor=actor("manage host"), person=_person(identity), role=HOST)
    say(form, {"identity": identity, "host": not end}, f"{identity} is {'no host any more' if end else 'a host'}.")


@click.command("staff", cls=Command, epilog=KNOWN_AS)
@click.argument("identity")
@click.option("--off", is_flag=True, help="No longer.")
@format_option
def staff_command(identity: str, off: bool, form: str) -> None:
    """Mark somebody as staff, whom figures leave out. It gives no rights."""
    with _deciding():
        from belong.ground.people.public import set_flags

        set_flags(actor=actor("manage staff"), person=_person(identity), staff=not off)
    words = "is not staff; figures count them." if off else "is staff; figures leave them out."
    say(form, {"identity": identity, "staff": not off}, f"{identity} {words}")


@click.command("override", cls=Command, epilog=KNOWN_AS)
@click.argument("identity")
@click.argument("stage", required=False)
@click.option("--reason", help="Why; those who see the stage see it.")
@click.option("--until", type=Day(), help="The last day (default: until withdrawn).")
@click.option("--withdraw", is_flag=True, help="End the latest override that is in force.")
@format_option
def override_command(
    identity: str, stage: str | None, reason: str | None, until: date | None, withdraw: bool, form: str
) -> None:
    """Show somebody at STAGE, whatever the evidence says; or withdraw that."""
    if withdraw == (stage is not None) or (withdraw and (reason is not None or until is not None)):
        raise click.UsageError("Say either STAGE with --reason (and --until), or --withdraw alone.")
    with _deciding():
        found = _withdrawn(identity) if stage is None else _overridden(identity, stage, reason or "", until)
    last = f" to the end of {until}" if until else ""
    says = f"{identity} is shown at {stage}{last}." if stage else f"The override to {found['stage']} is withdrawn."
    say(form, {"identity": identity, **found}, says)


def _overridden(identity: str, stage: str, reason: str, until: date | None) -> dict[str, object]:
    from belong.insight.journey.public import override_stage

    override_stage(actor=actor("manage override"), person=_person(identity), stage=stage, reason=reason, until=until)
    return {"stage": stage, "until": until and until.isoformat(), "withdrawn": False}


def _withdrawn(identity: str) -> dict[str, object]:
    from belong.ground.kernel.public import now
    from belong.insight.journey.public import overrides_of, withdraw_override

    by = actor("manage override")
    for card in overrides_of(by, _person(identity)):
        if card.withdrawn_at is None and (card.until_at is None or card.until_at > now()):
            withdraw_override(actor=by, override=card.uid)
            return {"stage": card.stage, "withdrawn": True}
    raise Failure(f"No override of {identity} is in force.")


@click.command("ladder", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
def ladder_command(file: Path, form: str) -> None:
    """Put the ladder of a JSON FILE in force from now on. Its fields: key, name, stages, descend."""
    given = _read(file)
    with _deciding():
        from belong.insight.journey.public import choose_ladder

        ladder = choose_ladder(actor=actor("manage ladder"), **given)
    stages = [stage.key for stage in ladder.stages]
    says = f"The ladder {ladder.name} is in force from now on: {', '.join(stages)}."
    say(form, {"ladder": ladder.key, "stages": stages}, says)


def _read(file: Path) -> dict[str, Any]:
    """The file's object, its fields of the kinds that a ladder has; what they hold is judged by journey."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise Failure(f"{file} cannot be read: {wrong.strerror}.") from None
    except (ValueError, RecursionError) as wrong:
        raise Failure(f"{file} is not JSON: {wrong}.") from None
    if not isinstance(given, dict):
        raise Failure(f"{file} must hold an object with key, name and stages.")
    if missing := [name for name in ("key", "name", "stages") if name not in given]:
        raise Failure(f"{file} lacks {', '.join(missing)}.")
    if unknown := sorted(set(given) - {"key", "name", "stages", "descend"}):
        raise Failure(f"{file} has the unknown field {', '.join(unknown)}.")
    if not isinstance(given["stages"], list) or not all(isinstance(stage, dict) for stage in given["stages"]):
        raise Failure(f"stages of {file} must be a list of objects.")
    if not isinstance(given.get("descend", ""), str) or not isinstance(given["key"], str):
        raise Failure(f"key and descend of {file} must be words.")
    return given


@contextmanager
def _deciding() -> Iterator[None]:
    """The house is open; what cannot be taken is told with the field's name; insight has followed at the end."""
    with opened(home()):
        from belong.ground.kernel.public import Invalid
        from belong.ground.ledger.public import drain

        try:
            yield
        except Invalid as wrong:
            raise Failure(str(wrong)) from None
        drain()


def _person(identity: str) -> int:
    """Who is known by it; of an address also who signs in by it, unless that is somebody else."""
    from belong.ground.ledger.public import canonical
    from belong.ground.people.public import Account, find_identity, identity_labels

    is_address = "@" in identity and ":" not in identity
    found = {find_identity(f"mail:{identity}" if is_address else identity)}
    if is_address:
        accounts = Account.objects.filter(email=identity.strip().lower(), is_active=True)
        found.update(canonical(person) for person in accounts.values_list("person_id", flat=True))
    people = [person for person in found if person is not None]
    if not people:
        raise Failure(f"Nobody is known as {identity}.")
    if len(people) > 1:
        labels = " or ".join(sorted(identity_labels(people).values()))
        raise Failure(f"One person signs in by {identity}, and another is known by it: say {labels}.")
    return people[0]
