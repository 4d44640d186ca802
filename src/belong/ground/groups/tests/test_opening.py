"""Who lets more people read a group that an import brought."""

import pytest

from belong.ground.groups.models import Group, GroupUse
from belong.ground.groups.public import found_group, open_group, set_member_role
from belong.ground.kernel.public import Refused
from belong.ground.people.tests.support import batch, complete, host, member

pytestmark = pytest.mark.django_db


def test_a_leader_narrows_what_an_import_brought_and_only_a_host_widens_it() -> None:
    hope = host()
    card = found_group(actor=hope, name="Archive", kind="interest", audience="members")
    number = batch()
    GroupUse.objects.create(group_id=card.id, batch_id=number, source="list", source_key="archive")
    complete(number)
    lena = member()
    assert lena.person is not None
    set_member_role(actor=hope, slug=card.slug, person=lena.person, role="leader")
    leader = type(lena)(**{**{name: getattr(lena, name) for name in lena.__slots__}, "leads": frozenset({card.id})})
    with pytest.raises(Refused, match="only hosts"):
        open_group(actor=leader, slug=card.slug, audience="public")
    assert Group.objects.get(pk=card.id).audience == "members"
    assert open_group(actor=leader, slug=card.slug, audience="private").audience == "private"
    assert open_group(actor=hope, slug=card.slug, audience="public").audience == "public"
