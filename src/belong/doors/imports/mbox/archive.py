"""The mails of a list, from files in the form mbox: threads as questions or conversations. docs/archives-mail.md."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from belong.care.archives.public import (
    ArchiveRefused,
    AttachmentRecord,
    Checked,
    GroupRecord,
    Item,
    Markup,
    MembershipRecord,
    PersonRecord,
    Phase,
    Place,
    PostRecord,
    Reject,
    SamePersonRecord,
    Tick,
    TopicRecord,
)
from belong.doors.imports import fields
from belong.doors.imports.files import fingerprint
from belong.doors.imports.formats import Format, Option
from belong.doors.imports.mbox import headers, same
from belong.doors.imports.mbox.bodies import Bodies
from belong.doors.imports.mbox.index import ANSWER, REPLY, Index, Mail, instant
from belong.doors.imports.mbox.naming import LONGEST_GROUP, files_in, name_of_list, site_name
from belong.doors.imports.mbox.parts import content_of, files_of, name_of, parsed
from belong.doors.imports.mbox.store import Found, Store
from belong.doors.imports.mbox.survey import Survey
from belong.doors.imports.mbox.threads import thread
from belong.ground.kernel.public import keyed_hash, retold_text, told
from belong.ground.kernel.public import told_lazy as _

FORMAT = "mbox"
QUESTION, CONVERSATION = "question", "conversation"
GROUP = "list"
CHANNEL = "mail"
LONGEST_TITLE = 300
NO_TITLE = "…"


def open_files(
    paths: Sequence[Path], *, kind: str = QUESTION, group: str | None = None, site: str | None = None
) -> "MboxArchive":
    """The mails in files and folders. Looks at names and beginnings only; `check` reads them."""
    paths = [path.expanduser().absolute() for path in paths]
    files = files_in(paths)
    if kind not in (QUESTION, CONVERSATION):
        raise ArchiveRefused(
            told("%(what)s is neither question nor conversation (--as).") % {"what": fields.shown(kind)}
        )
    name = site_name(site or name_of_list(paths, files))
    title = " ".join((group or "").split())
    if group and not 1 <= len(title) <= LONGEST_GROUP:
        raise ArchiveRefused(
            told("The group's name needs 1 to %(most)s characters (--group NAME).") % {"most": LONGEST_GROUP}
        )
    return MboxArchive(paths, files, name, title or name, kind)


def open_place(path: Path, options: Mapping[str, str]) -> "MboxArchive":
    """As `open_files`, by the options of a form or of a run; `files` names further paths, as JSON."""
    further = [Path(one) for one in json.loads(options.get("files") or "[]")]
    return open_files(
        further or [path],
        kind=options.get("as") or QUESTION,
        group=options.get("group") or None,
        site=options.get("site") or None,
    )


ENTRY = Format(
    key=FORMAT,
    label=_("Mailing list"),
    takes=_("The mails of a list, in the form mbox: .mbox, .mbox.gz, .txt.gz, or a .zip of such files"),
    open=open_place,
    files=(".mbox", ".mbx", ".txt", ".gz"),
    zipped=True,
    options=(
        Option(
            name="as",
            label=_("The first mail of a thread is"),
            default=QUESTION,
            choices=((QUESTION, _("a question")), (CONVERSATION, _("the beginning of a conversation"))),
        ),
        Option(name="group", label=_("Group"), help=_("The group that its threads go to; else the list's name.")),
        Option(name="site", label=_("Name of the list"), help=_("In identities; else the list's own, or the file's.")),
    ),
)


class MboxArchive:
    """Reads `files` as records of the source `mbox:SITE`."""

    def __init__(self, paths: Sequence[Path], files: list[Path], site: str, group: str, kind: str) -> None:
        self._files = files
        self._group = group
        self._kind = kind
        self._store = Store(files)
        self._index = Index()
        self._bodies = Bodies(self._store, self._index)
        self._same = 0
        self._tag = ""
        self.source = f"{FORMAT}:{site}"
        self.label = told("Mails of %(site)s") % {"site": site}
        options = {"as": kind, "group": group, "site": site}
        self.fingerprint = fingerprint(files, options)
        if len(paths) > 1:
            options["files"] = json.dumps([str(path) for path in paths])
        self.place = Place(FORMAT, str(paths[0]), options)

    def check(self, tick: Tick) -> Checked:
        self._store = Store(self._files)
        self._index = Index()
        self._bodies = Bodies(self._store, self._index)
        survey = Survey(self._store, self._index, tick)
        survey.run()
        thread(self._index, questions=self._kind == QUESTION)
        self._index.close_up()
        same.propose(self._index)
        self._tag = self._index.list_tag()
        people = self._index.count("sender")
        items = {
            Phase.PEOPLE: people,
            Phase.SAME: self._index.count("same"),
            Phase.GROUPS: 1,
            Phase.MEMBERSHIPS: people,
            Phase.TOPICS: self._index.count("mail", "parent is null"),
            Phase.ANSWERS: self._index.count("mail", f"kind = '{ANSWER}'"),
            Phase.REPLIES: self._index.count("mail", f"kind = '{REPLY}'"),
            Phase.ATTACHMENTS: self._index.files(),
            Phase.OTHERS: self._index.count("other"),
        }
        return Checked({phase: count for phase, count in items.items() if count}, {Phase.OTHERS: survey.same})

    def items(self, phase: Phase, skip: int) -> Iterator[Item]:
        if phase == Phase.PEOPLE:
            return self._people(skip)
        if phase == Phase.SAME:
            return self._proposals(skip)
        if phase == Phase.GROUPS:
            return iter(list(self._list())[skip:])
        if phase == Phase.MEMBERSHIPS:
            return self._memberships(skip)
        if phase == Phase.TOPICS:
            return self._mails("m.parent is null", skip)
        if phase in (Phase.ANSWERS, Phase.REPLIES):
            return self._mails(f"m.kind = '{ANSWER if phase == Phase.ANSWERS else REPLY}'", skip)
        if phase == Phase.ATTACHMENTS:
            return self._attachments(skip)
        return self._others(skip) if phase == Phase.OTHERS else iter(())

    def _list(self) -> Iterator[Item]:
        yield Item(self._files[0].name, 1, GroupRecord(key=GROUP, name=self._group, founded_at=self._index.first_at()))

    def _people(self, skip: int) -> Iterator[Item]:
        for sender in self._index.senders(skip):
            identities = (("mail", sender.address),) if sender.address else ()
            yield Item(
                self._files[0].name,
                sender.id,
                PersonRecord(
                    key=person_key(sender.key),
                    name=sender.name or sender.key.partition("@")[0],
                    joined_at=instant(sender.first),
                    identities=identities,
                ),
                {"sender": sender.key, "name": sender.name},
            )

    def _proposals(self, skip: int) -> Iterator[Item]:
        for number, one, other, reason in same.proposals(self._index, skip):
            what = SamePersonRecord(person=person_key(one), other=person_key(other), reason=reason)
            yield Item(self._files[0].name, number, what, {"one": one, "other": other, "reason": reason})

    def _memberships(self, skip: int) -> Iterator[Item]:
        for sender in self._index.senders(skip):
            what = MembershipRecord(group=GROUP, person=person_key(sender.key), from_at=instant(sender.first))
            yield Item(self._files[0].name, sender.id, what, {"sender": sender.key})

    def _mails(self, where: str, skip: int) -> Iterator[Item]:
        for mail in self._index.mails(where, skip):
            yield Item(self._file(mail), mail.line, self._record(mail), self._raw(mail))

    def _record(self, mail: Mail) -> TopicRecord | PostRecord:
        author = self._index.sender(mail.sender)
        key = person_key(author.key) if author else None
        body = self._bodies.html(mail)
        if mail.parent is None:
            return TopicRecord(
                key=mail.key,
                kind=self._kind,
                title=self._title(mail.subject),
                body=body,
                markup=Markup.HTML,
                created_at=instant(mail.at),
                group=GROUP,
                author=key,
                below=self._index.below(mail.n),
                channel=CHANNEL,
            )
        return PostRecord(
            key=mail.key,
            kind=mail.kind or REPLY,
            topic=mail.root,
            body=body,
            markup=Markup.HTML,
            created_at=instant(mail.at),
            parent=None if mail.kind == ANSWER or mail.parent == mail.root else mail.parent,
            author=key,
            channel=CHANNEL,
        )

    def _title(self, subject: str) -> str:
        words = self._bodies.words(headers.title(subject, self._tag)) or NO_TITLE
        return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"

    def _attachments(self, skip: int) -> Iterator[Item]:
        seen = 0
        for mail in self._index.mails("m.files > 0"):
            if seen + mail.files <= skip:
                seen += mail.files
                continue
            found = _found(mail)
            for number, part in enumerate(files_of(parsed(self._store.text(found))), 1):
                seen += 1
                if seen > skip:
                    what = AttachmentRecord(
                        key=file_key(mail.key, number),
                        post=mail.key,
                        name=name_of(part, number),
                        media_type=part.get_content_type(),
                        read=partial(_content, self._store, found, number),
                    )
                    yield Item(self._file(mail), mail.line, what, {**self._raw(mail), "file": what.name})

    def _others(self, skip: int) -> Iterator[Item]:
        for number, (file, line, reason) in enumerate(self._index.others()):
            if number >= skip:
                yield Item(file, line, Reject(retold_text(reason)), {"file": file})

    def _file(self, mail: Mail) -> str:
        return self._files[mail.file].name

    def _raw(self, mail: Mail) -> dict[str, object]:
        return {"subject": mail.subject, "offset": mail.offset, "length": mail.length, "key": mail.key}


def person_key(sender: str) -> str:
    """A sender's key at the archive: their address is told by their identity alone, which only hosts read."""
    return keyed_hash(sender, purpose="imports.mbox.sender").hex()[:24]


def file_key(mail: str, number: int) -> str:
    return f"{mail}.{number}"


def _found(mail: Mail) -> Found:
    return Found(mail.file, mail.offset, mail.length, mail.line, mail.envelope)


def _content(store: Store, found: Found, number: int) -> bytes:
    return content_of(files_of(parsed(store.text(found)))[number - 1])
