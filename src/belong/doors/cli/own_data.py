"""export and erase: what is kept of somebody, given to them or forgotten, at their wish."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from belong.doors.cli.house import actor, opened
from belong.doors.cli.output import format_option, print_json, say
from belong.doors.cli.root import Command, Failure, home

if TYPE_CHECKING:
    from uuid import UUID


@click.command("export", cls=Command)
@click.argument("who")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@format_option
def export_command(who: str, file: Path, form: str) -> None:
    """Write all that is kept of WHO into FILE, a .zip that only you can read. WHO is an e-mail address, or such as
    stackexchange:beer:12."""
    with opened(home()):
        from belong.ground.people.public import export_to

        number = _person(who)
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise Failure(f"{file} is there already: nothing was written.") from None
        except OSError as refused:
            raise Failure(f"{file} cannot be written: {refused.strerror}.") from None
        try:
            with os.fdopen(descriptor, "w+b") as target:
                export_to(actor=actor("export"), person=number, file=target)
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        size = file.stat().st_size
    say(form, {"file": str(file), "bytes": size}, f"All that is kept of {who} is in {file} ({size:,} bytes).")


@click.command("erase", cls=Command)
@click.argument("who")
@click.option("--keep-texts", is_flag=True, help="What they wrote stays, as written by a former member.")
@click.option("--delete-texts", is_flag=True, help="What they wrote is emptied.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@format_option
def erase_command(who: str, keep_texts: bool, delete_texts: bool, yes: bool, form: str) -> None:
    """Forget WHO, for good: at their wish. WHO is an e-mail address, or such as stackexchange:beer:12.

    Says where others still name them. An erasure that was killed goes on by itself, or when this is called again.
    """
    if keep_texts and delete_texts:
        raise Failure("Their texts stay or go: choose one of --keep-texts and --delete-texts.")
    with opened(home()):
        from belong.ground.kernel.public import cards
        from belong.ground.people import public as people

        number = _person(who)
        if people.erasing_rule() == people.MEMBER_CHOOSES and not (keep_texts or delete_texts):
            raise Failure("Here members choose what becomes of their texts: say --keep-texts or --delete-texts.")
        if not yes:
            _sure(who)
        going = people.begin_erasure(actor=actor("erase"), person=number, keeps=keep_texts)
        people.carry_out(going)
        found = people.erasure(going).found
        titles = {ref: card.title for ref, card in cards(actor("erase"), found).items()}
    _tell(going, found, titles, form)


def _person(who: str) -> int:
    from belong.ground.people.public import find_identity

    number = find_identity(who)
    if number is None:
        raise Failure(f"Nobody is known as {who}.")
    return number


def _sure(who: str) -> None:
    if not sys.stdin.isatty():
        raise Failure("Nobody is there to ask whether this is meant: say --yes. There is no way back.")
    click.confirm(f"Forget {who} for good? There is no way back.", abort=True, err=True)


def _tell(going: "UUID", found: tuple[str, ...], titles: dict[str, str], form: str) -> None:
    if form == "json":
        print_json({"erased": str(going), "named_in": [{"ref": ref, "title": titles.get(ref, "")} for ref in found]})
        return
    click.echo("Erased.")
    if found:
        click.echo(f"Others still name them in {len(found):,} places, in words of their own:")
    for ref in found:
        click.echo(f"  {ref}  {titles.get(ref, '')}".rstrip())
