"""The face of people: who somebody is, how they are known, what they allow, and who acts."""

from belong.ground.people.actor import HOST, OWNER, Actor
from belong.ground.people.administering.cards import (
    AccountCard,
    EditCard,
    KnownCard,
    NoteCard,
    RecordDetail,
    TermCard,
)
from belong.ground.people.administering.finding import people_found
from belong.ground.people.administering.policies import may_administer, may_appoint, may_look_as, may_note
from belong.ground.people.administering.reading import (
    edits_of,
    record_of,
    role_words,
    terms_ending,
    terms_to_come,
)
from belong.ground.people.attempts import add_attempt, attempt, forget_attempt, forget_attempts, keep_attempt
from belong.ground.people.cards import (
    ArchiveCard,
    IdentityCard,
    KnownAt,
    ListedPerson,
    Loaded,
    LoadedPermission,
    LoadedPerson,
    LoadedRefusal,
    LoadedRole,
    LoadedSamePerson,
    Newcomer,
    PermissionCard,
    PersonCard,
    PersonDetail,
    RefusedRow,
    RoleCard,
    SamePersonCard,
)
from belong.ground.people.checks import (
    Wrong,
    instant,
    interval,
    mail_address,
    one_line,
    person_name,
    source_name,
    word,
)
from belong.ground.people.commands import (
    Mark,
    MergeField,
    add_identity,
    add_known,
    add_person,
    appoint,
    call_off,
    choose_language,
    claim_history,
    close_account,
    close_accounts,
    decide_proposal,
    end_role,
    end_term,
    forget_unproved,
    give_role,
    grant_claim,
    grant_permission,
    join_community,
    keep_needed,
    keep_needed_since,
    keep_terms,
    know_reader,
    load_people,
    load_permissions,
    load_roles,
    load_same_persons,
    look_as,
    make_owner,
    mark,
    mark_staff,
    merge,
    merge_fields,
    name_oneself,
    open_account,
    propose,
    prove_address,
    refuse_claim,
    register_merge_field,
    register_proposer,
    register_sign_out,
    rename,
    reopen_accounts,
    say_continues,
    set_flags,
    set_term,
    show_own,
    take_claim_back,
    take_known,
    take_note,
    unmerge,
    verify_identity,
    withdraw_permission,
    write_note,
)
from belong.ground.people.commands.fetching import invalid_as, person_for
from belong.ground.people.commands.joining import settle_joining
from belong.ground.people.commands.merging.proposing import NOT_PROPOSED
from belong.ground.people.commands.merging.proposing import PEOPLE as PROPOSABLE
from belong.ground.people.commands.own_data import (
    DELETE,
    ERASING,
    INSTEAD,
    KEEP,
    KEPT_FOR,
    MEMBER_CHOOSES,
    ask_export,
    begin_erasure,
    carry_erasures_on,
    carry_out,
    erasing_rule,
    export_to,
    forget_exports,
    forget_step_by_step,
    names_of,
    words_stay,
)
from belong.ground.people.commands.renaming import give_names_back, take_names
from belong.ground.people.commands.sorting import UNDATED, Sifted, Sorted, sift, sort_out
from belong.ground.people.commands.sourced import (
    BUSY_ELSEWHERE,
    erased_key,
    hashed_key,
    keys_at,
    new_ids,
    persons_by_keys,
)
from belong.ground.people.commands.wording import words_of
from belong.ground.people.commands.writing import write_to
from belong.ground.people.feeds import account_of_feeds, end_feed_key, feed_key, renew_feed_key
from belong.ground.people.finding import called, person_ids, persons_called, persons_named
from belong.ground.people.listing import archives_of, people_list
from belong.ground.people.merging.cards import (
    ClaimCard,
    Comparison,
    FieldCard,
    MergeCard,
    ProposalCard,
    RecordCard,
)
from belong.ground.people.merging.claims import claim_card, claims, claims_waiting, my_claims
from belong.ground.people.merging.reading import compare, merge_card, merges, proposals
from belong.ground.people.models import Account
from belong.ground.people.newcomers import newcomers
from belong.ground.people.notes.reading import note_texts, notes_about
from belong.ground.people.policies import is_self
from belong.ground.people.queries import (
    find_identity,
    identity_label,
    identity_labels,
    is_owned,
    known_at,
    person,
    person_cards,
    person_of_account,
    same_persons,
)
from belong.ground.people.readers import person_of_uid, reader_of, readers_of
from belong.ground.people.relations import (
    SAME_IDS,
    SHOWN_FROM,
    SHOWN_LANGUAGE,
    SHOWN_NAME,
    Rows,
    canonical_of,
    identity_rows,
    permission_rows,
    person_rows,
    role_rows,
    shown_from,
)
from belong.ground.people.signing import account_of
from belong.ground.people.slugs import free_slug, slug_of
from belong.ground.people.speaking import language_of
from belong.ground.people.taking import ErasureCard, ExportCard, erasure, export_file, my_exports

__all__ = [
    "BUSY_ELSEWHERE", "DELETE", "ERASING", "HOST", "INSTEAD", "KEEP", "KEPT_FOR", "MEMBER_CHOOSES", "NOT_PROPOSED",
    "OWNER", "PROPOSABLE", "SAME_IDS", "SHOWN_FROM", "SHOWN_LANGUAGE", "SHOWN_NAME", "UNDATED", "Account",
    "AccountCard", "Actor", "ArchiveCard", "ClaimCard", "Comparison", "EditCard", "ErasureCard", "ExportCard",
    "FieldCard", "IdentityCard", "KnownAt", "KnownCard", "ListedPerson", "Loaded", "LoadedPermission", "LoadedPerson",
    "LoadedRefusal", "LoadedRole", "LoadedSamePerson", "Mark", "MergeCard", "MergeField", "Newcomer", "NoteCard",
    "PermissionCard",
    "PersonCard", "PersonDetail", "ProposalCard", "RecordCard", "RecordDetail", "RefusedRow", "RoleCard", "Rows",
    "SamePersonCard", "Sifted", "Sorted", "TermCard", "Wrong", "account_of", "account_of_feeds",
    "add_attempt", "add_identity", "add_known", "add_person", "appoint", "archives_of", "ask_export", "attempt",
    "begin_erasure",
    "call_off", "called", "canonical_of", "carry_erasures_on", "carry_out", "choose_language", "claim_card",
    "claim_history", "claims", "claims_waiting", "close_account", "close_accounts", "compare", "decide_proposal",
    "edits_of", "end_feed_key", "end_role", "end_term", "erased_key", "erasing_rule", "erasure", "export_file",
    "export_to", "feed_key", "find_identity", "forget_attempt", "forget_attempts", "forget_exports",
    "forget_step_by_step", "forget_unproved", "free_slug", "give_names_back", "give_role", "grant_claim",
    "grant_permission", "hashed_key", "identity_label", "identity_labels", "identity_rows", "instant", "interval",
    "invalid_as", "is_owned", "is_self", "join_community", "keep_attempt", "keep_needed", "keep_needed_since",
    "keep_terms", "keys_at", "know_reader", "known_at", "language_of", "load_people", "load_permissions", "load_roles",
    "load_same_persons", "look_as", "mail_address", "make_owner", "mark", "mark_staff", "may_administer",
    "may_appoint", "may_look_as", "may_note", "merge", "merge_card", "merge_fields", "merges", "my_claims",
    "my_exports", "name_oneself", "names_of", "new_ids", "newcomers", "note_texts", "notes_about", "one_line",
    "open_account", "people_found", "people_list",
    "permission_rows", "person", "person_cards", "person_for", "person_ids", "person_name", "person_of_account",
    "person_of_uid", "person_rows", "persons_by_keys", "persons_called", "persons_named", "proposals", "propose",
    "prove_address", "reader_of", "readers_of", "record_of", "refuse_claim", "register_merge_field",
    "register_proposer", "register_sign_out", "rename", "renew_feed_key", "reopen_accounts", "role_rows", "role_words",
    "same_persons", "say_continues", "set_flags", "set_term", "settle_joining", "show_own", "shown_from", "sift",
    "slug_of", "sort_out", "source_name", "take_claim_back", "take_known", "take_names", "take_note",
    "terms_ending", "terms_to_come", "unmerge", "verify_identity", "withdraw_permission", "word", "words_of",
    "words_stay", "write_note", "write_to",
]  # fmt: skip
