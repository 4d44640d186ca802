"""What people of the cast hold against their record: an entry of the author's, one that waits, an archive of theirs."""

from uuid import UUID

from belong.care.moderation import public as moderation
from belong.ground.ledger.public import history
from belong.ground.people import public as people
from belong.ground.people.public import Actor


def entries(author: Actor) -> dict[str, str | UUID]:
    """`entry` (a fact's number), `entry_contested`, and `export`, which is being made."""
    contacted, asked = (
        history(person=author.person, words=[word], limit=1).items[0].id for word in ("contacted", "asked")
    )
    return {
        "entry": str(asked),
        "entry_contested": moderation.contest_entry(actor=author, fact=contacted, words="I was not at home."),
        "export": people.ask_export(actor=author),
    }
