"""What hosts keep of the author, for the tests of pages."""

from datetime import timedelta
from uuid import UUID

from belong.ground.kernel.public import now
from belong.ground.people import public as people
from belong.ground.people.public import Actor


def kept_about(house: Actor, host: Actor, person: int, uid: UUID) -> dict[str, str | UUID]:
    """A note, an address of theirs, a role that ends soon and one to come; the numbers of each, for addresses."""
    note = people.write_note(actor=host, person=person, body="Is away every August.")
    known = people.add_identity(actor=house, person=person, source="mail", key="author@old.example.org")
    people.appoint(actor=host, person=person, role="treasurer", until_at=now() + timedelta(days=30))
    people.appoint(actor=host, person=person, role="chair", from_at=now() + timedelta(days=10))
    terms = people.record_of(host, uid).terms
    held, to_come = (next(str(one.id) for one in terms if one.is_to_come is later) for later in (False, True))
    return {"note": note, "known": str(known), "held": held, "to_come": to_come}
