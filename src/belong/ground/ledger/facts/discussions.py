"""Discussions: questions and conversations, answers and replies, and what happens to them."""

from typing import ClassVar

from belong.ground.ledger.facts.base import Fact, Forgets, Party, fact


@fact
class TopicAsked(Fact):
    """A person asked a question."""

    kind: ClassVar = "discussions.topic.asked"
    word: ClassVar = "asked"
    activity: ClassVar = True
    begins: ClassVar = True
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class TopicStarted(Fact):
    """A person started a conversation that is no question."""

    kind: ClassVar = "discussions.topic.started"
    word: ClassVar = "started"
    begins: ClassVar = True
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT


@fact
class AnswerPosted(Fact):
    """A person answered a question (`topic`) of the counterpart."""

    kind: ClassVar = "discussions.answer.posted"
    word: ClassVar = "answered"
    contribution: ClassVar = True
    activity: ClassVar = True
    begins: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT

    topic: int


@fact
class ReplyPosted(Fact):
    """A person replied in a topic to what the counterpart wrote."""

    kind: ClassVar = "discussions.reply.posted"
    word: ClassVar = "replied"
    activity: ClassVar = True
    begins: ClassVar = True
    forgets: ClassVar = Forgets.SUBJECT

    topic: int


@fact
class AnswerAccepted(Fact):
    """The asker accepted an answer, whose author is the counterpart, as the one that solved the question (`topic`)."""

    kind: ClassVar = "discussions.answer.accepted"
    word: ClassVar = "accepted"
    acknowledgement: ClassVar = True
    forgets: ClassVar = Forgets.PERSON

    topic: int


@fact
class PostVoted(Fact):
    """A person voted on a post of the counterpart; `value` is +1 or -1."""

    kind: ClassVar = "discussions.post.voted"
    word: ClassVar = "voted"
    forgets: ClassVar = Forgets.PERSON

    topic: int | None = None
    value: int = 1


@fact
class PostEdited(Fact):
    """A person edited a post, their own or that of the counterpart."""

    kind: ClassVar = "discussions.post.edited"
    word: ClassVar = "edited"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    topic: int | None = None


@fact
class PostDeleted(Fact):
    """A person took a post away; the facts of the post are withdrawn at the same time."""

    kind: ClassVar = "discussions.post.deleted"
    word: ClassVar = "deleted"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.SUBJECT

    topic: int | None = None


@fact
class TopicMoved(Fact):
    """A person moved a topic into the group of the fact, from the group `left`."""

    kind: ClassVar = "discussions.topic.moved"
    word: ClassVar = "moved"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    left: int | None = None


@fact
class TopicTagged(Fact):
    """A person changed the tags of a topic; `tag` where it was one."""

    kind: ClassVar = "discussions.topic.tagged"
    word: ClassVar = "tagged"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    tag: int | None = None


@fact
class TopicLinked(Fact):
    """A person linked a topic to another one (`other`)."""

    kind: ClassVar = "discussions.topic.linked"
    word: ClassVar = "linked"
    gives: ClassVar = Party.NOBODY
    receives: ClassVar = Party.NOBODY
    forgets: ClassVar = Forgets.PERSON

    other: int | None = None
