"""The ledger's face: what happened, who stands behind it, and what follows from it."""

from belong.ground.ledger.aliases import canonical, ids_of, ids_of_each, remove_alias, set_alias
from belong.ground.ledger.among import facts_among
from belong.ground.ledger.batches import drop_batch, open_batch, standing_rows
from belong.ground.ledger.bulk import record_many
from belong.ground.ledger.cards import Difference, FactCard, Holder, Lag, Recorded
from belong.ground.ledger.era import start_era
from belong.ground.ledger.errors import UnknownFact, WrongAlias, WrongBatch, WrongFact
from belong.ground.ledger.facts.administration import (
    IdentityTaken,
    NoteWritten,
    PersonNamed,
    RoleAnnounced,
    SeenAs,
    TermSet,
)
from belong.ground.ledger.facts.appreciation import ThanksGiven
from belong.ground.ledger.facts.arrivals import InvitationSent, InvitationTakenBack, JoinRequestDecided
from belong.ground.ledger.facts.base import (
    Fact,
    Forgets,
    Party,
    UnknownKind,
    by_word,
    catalogue,
    kind_of,
    words,
)
from belong.ground.ledger.facts.discussions import (
    AnswerAccepted,
    AnswerPosted,
    PostDeleted,
    PostEdited,
    PostVoted,
    ReplyPosted,
    TopicAsked,
    TopicLinked,
    TopicMoved,
    TopicStarted,
    TopicTagged,
)
from belong.ground.ledger.facts.events import AttendanceRecorded, EventHosted, RegistrationMade, TalkGiven
from belong.ground.ledger.facts.groups import (
    GroupClosed,
    GroupDescribed,
    GroupFounded,
    GroupLanguageChosen,
    GroupOpened,
    GroupRemoved,
    GroupReopened,
    MembershipEnded,
    MembershipStarted,
)
from belong.ground.ledger.facts.journey import LadderChosen, OverrideSet, OverrideWithdrawn
from belong.ground.ledger.facts.ledger import (
    AliasRemoved,
    AliasSet,
    BatchCompleted,
    BatchWithdrawn,
    FactWithdrawn,
    Reason,
    RowsChanged,
)
from belong.ground.ledger.facts.library import ResourceShared, ReviewWritten
from belong.ground.ledger.facts.mail import Handled, MailChosen, MailHandled
from belong.ground.ledger.facts.membership import PurchaseMade, ReferralMade, TermRenewed
from belong.ground.ledger.facts.moderation import EntryContested, EntryDecided
from belong.ground.ledger.facts.opportunities import HopeTold, OfferEnded, OfferMade
from belong.ground.ledger.facts.people import (
    AccountClosed,
    AccountOpened,
    ClaimDecided,
    DataTaken,
    HistoryClaimed,
    IdentityAdded,
    PermissionGranted,
    PermissionWithdrawn,
    PersonErased,
    PersonFlagged,
    PersonJoined,
    RoleEnded,
    RoleGiven,
    ToldApart,
)
from belong.ground.ledger.facts.profiles import (
    AffiliationAdded,
    AffiliationChanged,
    DirectoryChanged,
    FieldChanged,
    Part,
    ProfileChanged,
)
from belong.ground.ledger.facts.settings import SettingChanged, TextAccepted, TextPublished
from belong.ground.ledger.facts.tags import TagFollowed, TagUnfollowed
from belong.ground.ledger.facts.touches import ContactMade
from belong.ground.ledger.following.checking import CannotCompare, NotCaughtUp, check
from belong.ground.ledger.following.followers import Follower, follow, followers
from belong.ground.ledger.following.lagging import being_made_anew, is_behind, lag
from belong.ground.ledger.following.reactions import react
from belong.ground.ledger.following.rebuilding import rebuild
from belong.ground.ledger.following.running import FollowerFailed, drain, run
from belong.ground.ledger.keys import standing_by_source
from belong.ground.ledger.models import Batch
from belong.ground.ledger.reading import channels_of, facts, history, newest_at, standing_ids, tallied
from belong.ground.ledger.record import record
from belong.ground.ledger.turning import complete_batch, rows_changed, withdraw_batch
from belong.ground.ledger.withdraw import withdraw, withdraw_many

__all__ = [
    "AccountClosed",
    "AccountOpened",
    "AffiliationAdded",
    "AffiliationChanged",
    "AliasRemoved",
    "AliasSet",
    "AnswerAccepted",
    "AnswerPosted",
    "AttendanceRecorded",
    "Batch",
    "BatchCompleted",
    "BatchWithdrawn",
    "CannotCompare",
    "ClaimDecided",
    "ContactMade",
    "DataTaken",
    "Difference",
    "DirectoryChanged",
    "EntryContested",
    "EntryDecided",
    "EventHosted",
    "Fact",
    "FactCard",
    "FactWithdrawn",
    "FieldChanged",
    "Follower",
    "FollowerFailed",
    "Forgets",
    "GroupClosed",
    "GroupDescribed",
    "GroupFounded",
    "GroupLanguageChosen",
    "GroupOpened",
    "GroupRemoved",
    "GroupReopened",
    "Handled",
    "HistoryClaimed",
    "Holder",
    "HopeTold",
    "IdentityAdded",
    "IdentityTaken",
    "InvitationSent",
    "InvitationTakenBack",
    "JoinRequestDecided",
    "LadderChosen",
    "Lag",
    "MailChosen",
    "MailHandled",
    "MembershipEnded",
    "MembershipStarted",
    "NotCaughtUp",
    "NoteWritten",
    "OfferEnded",
    "OfferMade",
    "OverrideSet",
    "OverrideWithdrawn",
    "Part",
    "Party",
    "PermissionGranted",
    "PermissionWithdrawn",
    "PersonErased",
    "PersonFlagged",
    "PersonJoined",
    "PersonNamed",
    "PostDeleted",
    "PostEdited",
    "PostVoted",
    "ProfileChanged",
    "PurchaseMade",
    "Reason",
    "Recorded",
    "ReferralMade",
    "RegistrationMade",
    "ReplyPosted",
    "ResourceShared",
    "ReviewWritten",
    "RoleAnnounced",
    "RoleEnded",
    "RoleGiven",
    "RowsChanged",
    "SeenAs",
    "SettingChanged",
    "TagFollowed",
    "TagUnfollowed",
    "TalkGiven",
    "TermRenewed",
    "TermSet",
    "TextAccepted",
    "TextPublished",
    "ThanksGiven",
    "ToldApart",
    "TopicAsked",
    "TopicLinked",
    "TopicMoved",
    "TopicStarted",
    "TopicTagged",
    "UnknownFact",
    "UnknownKind",
    "WrongAlias",
    "WrongBatch",
    "WrongFact",
    "being_made_anew",
    "by_word",
    "canonical",
    "catalogue",
    "channels_of",
    "check",
    "complete_batch",
    "drain",
    "drop_batch",
    "facts",
    "facts_among",
    "follow",
    "followers",
    "history",
    "ids_of",
    "ids_of_each",
    "is_behind",
    "kind_of",
    "lag",
    "newest_at",
    "open_batch",
    "react",
    "rebuild",
    "record",
    "record_many",
    "remove_alias",
    "rows_changed",
    "run",
    "set_alias",
    "standing_by_source",
    "standing_ids",
    "standing_rows",
    "start_era",
    "tallied",
    "withdraw",
    "withdraw_batch",
    "withdraw_many",
    "words",
]
