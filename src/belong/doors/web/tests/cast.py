"""A small known cast for tests of pages: who they are, the groups they meet in, and one question in each."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.test import Client
from PIL import Image

from belong.care.archives.models import Run
from belong.care.archives.public import keep_upload, upload_id
from belong.community.discussions import public as discussions
from belong.community.profiles import public as profiles
from belong.doors.web.shared import style
from belong.doors.web.tests.entries import entries
from belong.doors.web.tests.kept import kept_about
from belong.doors.web.tests.twins import twins
from belong.ground.groups import public as groups
from belong.ground.kernel.public import messages, now, post
from belong.ground.people import public as people
from belong.ground.people.public import Account, Actor
from belong.ground.settings import public as settings
from belong.ground.touches import public as touches

PASSWORD = "three words and a lamp"
ROLES = ("stranger", "member", "insider", "author", "host", "owner")
AUDIENCES = {"open": "public", "club": "members", "den": "private", "vault": "secret"}

MAILS = (
    ("mail", "service.account_changed", {"what": "There is a new password."}),
    ("code", "service.sign_in_code", {"code": "412 907"}),
)


@dataclass
class Cast:
    """`accounts` by role. The author asks in every group, the insider answers; both are in all of them.

    `names` are for addresses: the groups' slugs under their keys, the uids of `{group}_topic`, `{group}_question`,
    `{group}_answer`, `{group}_reply`, of the author, `person`, of a call with them, `contact`, and the number of an
    import that stopped, `run`; of a mail to the member, `mail`, and of one that lets them in, `code`. For the groups
    `shut` and `bare` see `_apart`.
    """

    accounts: dict[str, Account]
    names: dict[str, str | UUID]

    def actor(self, role: str) -> Actor:
        return groups.actor_for(self.accounts[role].pk) if role in self.accounts else Actor.anonymous()

    def client(self, role: str, *, enforce_csrf_checks: bool = False) -> Client:
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        if role in self.accounts:
            client.force_login(self.accounts[role])
        return client


def assemble() -> Cast:
    """The whole cast, in the database."""
    house = Actor.system_run("test")
    accounts = {
        role: people.open_account(email=f"{role}@example.org", password=PASSWORD, name=f"{role.title()} Doe")
        for role in ("member", "insider", "author", "host")
    }
    people.give_role(actor=house, person=accounts["host"].person_id, role="host")
    accounts["owner"] = people.make_owner("owner@example.org", PASSWORD, "Owner Doe")
    cast = Cast(accounts, {"style": style.address()})
    for key, audience in AUDIENCES.items():
        made = groups.found_group(actor=house, name=f"The {key}", kind="interest", audience=audience)
        cast.names[key] = made.slug
        for role in ("insider", "author"):
            groups.set_member_role(actor=house, slug=made.slug, person=accounts[role].person_id, role="member")
    for key in AUDIENCES:
        _talk(cast, key)
    cast.names |= _apart(cast, house)
    settings.publish_text(actor=house, key="values", source="Be *kind*.")
    settings.change(actor=house, values={"is_set_up": True})
    run = Run.objects.create(
        format="jsonl", path="/archive", source="test", label="A test", rejects=3, started_at=now()
    )
    cast.names["run"] = str(run.pk)
    table = keep_upload(
        "members.csv", [b"No,Name,Mail,Remark\n1,Ann Ash,ann@example.org,\n2,Bo,nowhere,\n"], unpack=False
    )
    cast.names["upload"] = upload_id(table)
    cast.names["contact"] = touches.record_touch(
        actor=cast.actor("host"), persons=[accounts["author"].person_id], channel="phone", direction="out",
        purpose="welcome", note="Likes riddles.",
    )  # fmt: skip
    cast.names["picture"] = profiles.put_picture(actor=cast.actor("insider"), content=_photo()).uid
    cast.names["belonging"] = profiles.affiliate(
        actor=cast.actor("insider"), organisation="Ada Works", kind="employer", title="Brewer"
    ).uid
    for name, kind, parameters in MAILS:
        with transaction.atomic():
            post(kind=kind, address="member@example.org", parameters=parameters, person=accounts["member"].person_id)
        cast.names[name] = messages(limit=1)[0].uid
    cast.names["person"] = people.person_cards([accounts["author"].person_id])[accounts["author"].person_id].uid
    cast.names |= twins(house, cast.actor("member"))
    cast.names |= kept_about(house, cast.actor("host"), accounts["author"].person_id, UUID(str(cast.names["person"])))
    cast.names |= entries(cast.actor("author"))
    return cast


def _apart(cast: Cast, house: Actor) -> dict[str, str | UUID]:
    """A private group in which the author asked and that is closed, `shut` (`shut_topic`), and one without a word,
    `bare`: the others know of them.
    """
    shut, bare = (
        groups.found_group(actor=house, name=name, kind="interest", audience="private").slug
        for name in ("The attic", "The bare room")
    )
    groups.set_member_role(actor=house, slug=shut, person=cast.accounts["author"].person_id, role="member")
    topic = discussions.ask(actor=cast.actor("author"), group=shut, title="Who was here?", body="Long ago.")
    groups.close_group(actor=house, slug=shut)
    return {"shut": shut, "bare": bare, "shut_topic": topic.uid}


def _photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (200, 200), "peru").save(kept, "JPEG")
    return kept.getvalue()


def _talk(cast: Cast, key: str) -> None:
    author, insider = cast.actor("author"), cast.actor("insider")
    topic = discussions.ask(
        actor=author, group=str(cast.names[key]), title=f"How does the {key} work?", body="I *wonder*.", tags=["doors"]
    )
    answer = discussions.answer(actor=insider, topic=topic.uid, body="With a key.")
    reply = discussions.reply(actor=author, post=answer.uid, body="Which key?")
    shown = discussions.topic_page(author, topic.uid)
    assert shown.opening is not None
    cast.names |= {
        f"{key}_topic": topic.uid,
        f"{key}_question": shown.opening.post.uid,
        f"{key}_answer": answer.uid,
        f"{key}_reply": reply.uid,
    }
