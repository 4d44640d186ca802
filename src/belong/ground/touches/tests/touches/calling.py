"""A call that a host wrote down."""

from belong.ground.people.public import Actor
from belong.ground.people.tests.support import (
    on,
    pk,
)
from belong.ground.touches.models import Touch
from belong.ground.touches.public import (
    record_touch,
)


def called(hanna: Actor, *persons: Actor, note: str = "She will bring a friend.", direction: str = "out") -> Touch:
    uid = record_touch(
        actor=hanna,
        persons=[pk(person) for person in persons],
        channel="phone",
        direction=direction,
        turf="theirs",
        purpose="welcome",
        note=note,
        at=on(2020),
    )
    return Touch.objects.get(uid=uid)
