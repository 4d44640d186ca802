"""The face of the archives: the neutral records, what a reader promises, and the runs."""

from belong.care.archives.cards import Counts, Progress, RunCard
from belong.care.archives.commands.begin import start_run
from belong.care.archives.commands.bring import bring
from belong.care.archives.commands.carry import run
from belong.care.archives.commands.undo import Unconfirmed, undo
from belong.care.archives.loading.steps import EndedMeanwhile, Watch
from belong.care.archives.masking import mask
from belong.care.archives.queries import orphans, run_card, runs
from belong.care.archives.reading import Archive, ArchiveRefused, Checked, Place, Tick
from belong.care.archives.records import (
    LINK_SCHEME,
    AcceptanceRecord,
    AttachmentRecord,
    ContactRecord,
    GroupRecord,
    Item,
    LinkRecord,
    Markup,
    MembershipRecord,
    PermissionRecord,
    PersonRecord,
    Phase,
    PostRecord,
    Record,
    Reject,
    RoleRecord,
    SamePersonRecord,
    Skipped,
    TagRecord,
    TopicRecord,
    VoteRecord,
)
from belong.care.archives.rejects import remove_old as remove_old_rejects

__all__ = [
    "LINK_SCHEME",
    "AcceptanceRecord",
    "Archive",
    "ArchiveRefused",
    "AttachmentRecord",
    "Checked",
    "ContactRecord",
    "Counts",
    "EndedMeanwhile",
    "GroupRecord",
    "Item",
    "LinkRecord",
    "Markup",
    "MembershipRecord",
    "PermissionRecord",
    "PersonRecord",
    "Phase",
    "Place",
    "PostRecord",
    "Progress",
    "Record",
    "Reject",
    "RoleRecord",
    "RunCard",
    "SamePersonRecord",
    "Skipped",
    "TagRecord",
    "Tick",
    "TopicRecord",
    "Unconfirmed",
    "VoteRecord",
    "Watch",
    "bring",
    "mask",
    "orphans",
    "remove_old_rejects",
    "run",
    "run_card",
    "runs",
    "start_run",
    "undo",
]
