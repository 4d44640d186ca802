"""report: the ladder and the health of the community, for people and for programs."""

from datetime import date, datetime
from typing import Any

import click

from belong.doors.cli.house import opened
from belong.doors.cli.output import format_option, print_json, table
from belong.doors.cli.root import Group, home

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Day(click.ParamType[date]):
    """A calendar day such as 2016-06-30."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2016-06-30.", param, ctx)
        if not FIRST <= day <= LAST:
            self.fail(f"{value} is beyond what is counted; take a day between {FIRST} and {LAST}.", param, ctx)
        return day


@click.group("report", cls=Group)
def report_command() -> None:
    """Figures, each of which can be traced to its evidence."""


def _warn_of(follower: str) -> None:
    from belong.ground.ledger.public import being_made_anew

    if follower in being_made_anew():
        click.echo(
            "belong: these figures are being made anew, since the program or the time zone changed. "
            "They are not right before that is done; `belong doctor` says when.",
            err=True,
        )


@report_command.command("ladder")
@click.option("--as-of", type=Day(), help="The end of this day (default: now).")
@click.option("--raw", is_flag=True, help="What the evidence alone supports, without the rule of descent.")
@click.option("--by-person", is_flag=True, help="Every person's stage too.")
@format_option
def ladder(as_of: date | None, raw: bool, by_person: bool, form: str) -> None:
    """How many people stand at each stage."""
    with opened(home()):
        from belong.insight.journey.public import report_ladder

        _warn_of("journey")
        found = report_ladder(as_of, raw=raw, by_person=by_person)
    if form == "json":
        print_json(found)
        return
    click.echo(f"{found['ladder']} as of {found['as_of']}{' (evidence alone)' if raw else ''}")
    click.echo(table((stage["name"], stage["people"]) for stage in reversed(found["stages"])))
    if by_person:
        click.echo()
        click.echo(
            table((person["identity"], person["stage"]) for person in found["persons"])
            if found["persons"]
            else "Nobody."
        )


@report_command.command("health")
@click.option("--from", "from_", type=Day(), help="From the start of this day (default: the beginning).")
@click.option("--to", type=Day(), help="To the end of this day (default: now).")
@format_option
def health(from_: date | None, to: date | None, form: str) -> None:
    """How the community does: questions, answers, waits, who carries it."""
    if from_ and to and from_ > to:
        raise click.UsageError("--from is after --to.")
    with opened(home()):
        from belong.doors.web.shared.environment import number
        from belong.doors.web.shared.times import duration
        from belong.insight.impact.public import report_health

        _warn_of("impact")
        found = report_health(from_, to)
    if form == "json":
        print_json(found)
        return
    # As the page says them: who reads both compares them.
    lines = [
        (name.replace("_", " "), duration(value) if "_seconds_" in name else number(value))
        for name, value in found.items()
        if not isinstance(value, list)
    ]
    click.echo(table((name.replace(" seconds", ""), value) for name, value in lines))
    click.echo("\nQuestions by hour of the week (00 to 23):")
    hours = found["asked_by_hour_of_week"]
    click.echo(table((day, *hours[24 * n : 24 * n + 24]) for n, day in enumerate(DAYS)))
