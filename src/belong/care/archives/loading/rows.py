"""Records as rows of the rooms of ground: who, in which groups, what they like, allow and did elsewhere."""

from belong.care.archives.masking import mask
from belong.care.archives.records import (
    ContactRecord,
    DeedRecord,
    FollowRecord,
    GroupRecord,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    RefusalRecord,
    RoleRecord,
    SamePersonRecord,
    TagRecord,
)
from belong.ground.groups import public as groups
from belong.ground.people import public as people
from belong.ground.tags import public as tags
from belong.ground.touches import public as touches


def person_row(record: PersonRecord) -> people.LoadedPerson:
    return people.LoadedPerson(
        key=record.key,
        name=mask(record.name),
        joined_at=record.joined_at,
        is_bot=record.is_bot,
        is_staff=record.is_staff,
        identities=record.identities,
        named=record.named,
    )


def same_row(record: SamePersonRecord) -> people.LoadedSamePerson:
    return people.LoadedSamePerson(record.person, record.other, record.reason)


def role_row(record: RoleRecord) -> people.LoadedRole:
    return people.LoadedRole(record.person, record.role, record.from_at, record.until_at, record.dated)


def permission_row(record: PermissionRecord | RefusalRecord) -> people.LoadedPermission | people.LoadedRefusal:
    if isinstance(record, RefusalRecord):
        return people.LoadedRefusal(record.person, record.channel, record.purpose, record.at)
    return people.LoadedPermission(
        person=record.person,
        channel=record.channel,
        purpose=record.purpose,
        granted_at=record.granted_at,
        withdrawn_at=record.withdrawn_at,
        proof=record.proof,
        dated=record.dated,
    )


def group_row(record: GroupRecord) -> groups.LoadedGroup:
    return groups.LoadedGroup(
        key=record.key,
        name=record.name,
        kind=record.kind,
        audience=record.audience,
        summary=mask(record.summary),
        founded_at=record.founded_at,
    )


def membership_row(record: MembershipRecord) -> groups.LoadedMembership:
    return groups.LoadedMembership(
        group=record.group,
        person=record.person,
        from_at=record.from_at,
        until_at=record.until_at,
        role=record.role,
        dated=record.dated,
    )


def tag_row(record: TagRecord) -> tags.LoadedTag:
    return tags.LoadedTag(record.name, record.synonyms)


def follow_row(record: FollowRecord) -> tags.LoadedFollow:
    return tags.LoadedFollow(record.person, record.tag, record.from_at)


def contact_row(record: ContactRecord) -> touches.LoadedTouch:
    return touches.LoadedTouch(
        key=record.key,
        people=record.people,
        channel=record.channel,
        direction=record.direction,
        turf=record.turf,
        purpose=record.purpose,
        at=record.at,
        note=record.note,
        by=record.by,
    )


def deed_row(record: DeedRecord) -> touches.LoadedDeed:
    return touches.LoadedDeed(
        key=record.key,
        person=record.person,
        word=record.word,
        at=record.at,
        counterpart=record.counterpart,
        about=mask(record.about),
        channel=record.channel,
        cents=record.cents,
        stars=record.stars,
    )
