"""Somebody of whom there is a trace in every corner of the house, and others who name them."""

from io import BytesIO
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import Client
from PIL import Image

from belong.care.archives.public import bring, keep_upload
from belong.care.moderation import public as moderation
from belong.community.discussions import public as discussions
from belong.community.opportunities import public as opportunities
from belong.community.profiles import public as profiles
from belong.doors.imports.public import open_stackexchange
from belong.doors.imports.tests.dumps import answer, comment, question, user, write
from belong.ground.arrivals import public as arrivals
from belong.ground.groups import public as groups
from belong.ground.kernel.public import post, uuid7
from belong.ground.ledger.public import drain, history
from belong.ground.people import public as people
from belong.ground.people.public import Actor
from belong.ground.touches import public as touches
from belong.insight.journey import public as journey

HOUSE = Actor.system_run("test")
NAME, ADDRESS = "Quirina Vossberg", "quirina@vossberg.example"
OLD_ADDRESS, HANDLE, ARCHIVED = "qv@old-post.example", "quirina_v", "Quirina V. Vossberg"
SIGNS = ("quirina", "vossberg", "qv@old-post")
"""What no byte of the house may hold after they went, but in others' words."""


def settle(folder: Path) -> tuple[int, Actor, Actor]:
    """The person (their id), themself, and Tom, who names them in what he writes."""
    brought = bring(actor=HOUSE, archive=open_stackexchange(archive(folder)))
    assert brought.rejects == 1
    account = people.open_account(email=ADDRESS, password="three words and a lamp", name=NAME)
    tom = people.open_account(email="tom@example.org", password="three words and a lamp", name="Tom Tiller")
    host = people.open_account(email="host@example.org", password="three words and a lamp", name="Hanna Host")
    people.give_role(actor=HOUSE, person=host.person_id, role="host")
    me, him, hanna = (groups.actor_for(one.pk) for one in (account, tom, host))
    known(account.person_id)
    signs_in(account.pk)
    room = groups.found_group(actor=HOUSE, name="The bench", kind="interest", audience="public")
    for one in (me, him):
        groups.set_member_role(actor=HOUSE, slug=room.slug, person=one.person or 0, role="member")
    me, him = groups.actor_for(account.pk), groups.actor_for(tom.pk)
    writes(me, him, hanna, room.slug)
    says(me)
    about(me, hanna)
    drain()
    return account.person_id, me, him


def archive(folder: Path) -> Path:
    """Ten years ago they wrote elsewhere; one row of theirs could not be read."""
    return write(
        folder / "dump",
        Users=[user(1, ARCHIVED), user(2, "Tom T.")],
        Posts=[
            question(1, 1, Title="Who wants Quirina V. Vossberg's chisels?", Body="<p>Signed: Quirina V. Vossberg</p>"),
            answer(2, 1, 2, Body="<p>Me.</p>"),
            answer(3, 1, 1, Body="<p>Yours.</p>", Score="many", OwnerDisplayName=ARCHIVED),
        ],
        Comments=[comment(1, 2, 1, Text="Come by, Quirina V. Vossberg")],
    )


def known(person: int) -> None:
    people.add_identity(actor=HOUSE, person=person, source="forum", key=HANDLE)
    people.add_identity(actor=HOUSE, person=person, source="mail", key=ADDRESS)
    people.add_identity(actor=HOUSE, person=person, source="mail", key=OLD_ADDRESS)
    archived = people.persons_named(HOUSE, ARCHIVED)[0].id
    people.merge(actor=HOUSE, keep=person, other=archived)


def signs_in(account: int) -> None:
    """All that the library of signing in keeps, a session among it."""
    EmailAddress.objects.create(user_id=account, email=ADDRESS, verified=True, primary=True)
    Authenticator.objects.create(user_id=account, type="webauthn", data={"name": "Quirina's key"})
    SocialAccount.objects.create(user_id=account, provider="club", uid=HANDLE, extra_data={"name": NAME})
    client = Client()
    client.force_login(people.Account.objects.get(pk=account))
    UserSession.objects.create(
        user_id=account, ip="192.0.2.7", session_key=client.session.session_key, user_agent="Firefox of Quirina"
    )


def writes(me: Actor, tom: Actor, host: Actor, slug: str) -> None:
    mine = discussions.ask(
        actor=me, group=slug, title="Quirina Vossberg asks about planes", body="I am Quirina Vossberg.", tags=["wood"]
    )
    opening = discussions.topic_page(me, mine.uid).opening
    assert opening is not None
    discussions.edit(
        actor=me, post=opening.post.uid, body="I am *Quirina Vossberg*, quirina@vossberg.example.", reason="Quirina"
    )
    his = discussions.ask(actor=tom, group=slug, title="Oil or wax?", body="As Quirina Vossberg once said: oil.")
    discussions.answer(actor=tom, topic=mine.uid, body="Ask my neighbour.")
    told = discussions.answer(actor=me, topic=his.uid, body="Wax. Yours, Quirina Vossberg")
    gone = discussions.answer(actor=me, topic=his.uid, body="Quirina Vossberg again")
    discussions.delete(actor=host, post=gone.uid, reason="Quirina said it twice")
    discussions.accept(actor=tom, post=told.uid)


def says(me: Actor) -> None:
    profiles.save_profile(
        actor=me,
        draft=profiles.Draft(
            words="I, Quirina, plane.",
            visibility="everyone",
            listed="members",
            interests="members",
            links=(profiles.LinkCard("https://vossberg.example/", "Vossberg's bench", "members"),),
        ),
    )
    photo = BytesIO()
    Image.new("RGB", (200, 200), "peru").save(photo, "PNG")
    profiles.put_picture(actor=me, content=photo.getvalue())
    profiles.affiliate(actor=me, organisation="Vossberg & Daughters", kind="household", title="Head")
    people.grant_permission(actor=me, person=me.person or 0, channel="mail", purpose="news", proof="Quirina said so")
    people.claim_history(actor=me, place="The list", called="Quirina", reason="Vossberg is my name.")
    called = history(person=me.person, limit=1).items[0].id
    moderation.contest_entry(actor=me, fact=called, words="Not I, Quirina.")
    arrivals.invite(actor=me, address="friend@example.org", request_key=uuid7(), line="Come! Quirina")
    opportunities.put_off(actor=me, step="hopes")


def about(me: Actor, host: Actor) -> None:
    """What the house and hosts keep of them: notes, mails, files that wait or could not be read."""
    touches.record_touch(
        actor=host, persons=[me.person or 0], channel="phone", direction="out", purpose="welcome", note="Quirina sings."
    )
    journey.override_stage(actor=host, person=me.person or 0, stage="member", reason="Quirina Vossberg asked")
    with transaction.atomic():
        post(kind="service.claim_decided", address=ADDRESS, parameters={"yes": True, "reason": "Hello Quirina"})
        post(
            kind="service.claim_decided",
            address="tom@example.org",
            parameters={"yes": True, "reason": "Quirina Vossberg says that it is you."},
        )
    arrivals.ask_to_stay_in_touch(address=OLD_ADDRESS, sentence="Write to me.")
    keep_upload("members.csv", [f"Name,Mail\n{NAME},{ADDRESS}\n".encode()], unpack=False)
    people.ask_export(actor=me)
