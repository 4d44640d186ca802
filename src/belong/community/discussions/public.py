"""The face of discussions: questions, conversations, answers, replies, and what members do with them.

Commands take `actor` first, by keyword, and return cards; they raise NotFound, Refused or Invalid.

    ask(actor, group, title, body, tags=(), request_key=None) -> TopicCard          group: its slug
    start(actor, group, title, body, tags=(), request_key=None) -> TopicCard
    answer(actor, topic, body, request_key=None) -> PostCard                        topic, post: their uid
    reply(actor, topic | post, body, request_key=None) -> PostCard
    accept(actor, post) -> PostCard     unaccept(actor, topic) -> TopicCard
    vote(actor, post, value) -> PostCard                                            value: "up", "down" or "none"
    edit(actor, post, body, title=None, reason="", version=None) -> PostCard
    delete(actor, post, reason) -> None
    move(actor, topic, group) -> TopicCard     tag(actor, topic, names) -> TopicCard
    link(actor, topic, target, kind="related") -> LinkCard

Queries: `latest`, `topic_page`, `replies_of`, `contributions`, `attachment`, `post_source` (for a form), `revisions`.

Loads (`load_*`) take a batch, a source and rows (`rows.py`); one call is one slice inside the caller's transaction. The
order of a run: topics, answers, replies, acceptances, scores or votes, tags, links; `rewrite` until done; the batch is
completed; `apply_changes` until done. After withdrawing the batch: `revert_changes` until done.
"""

from belong.community.discussions.cards import (
    AttachmentCard,
    ContributionCard,
    FoundCard,
    GroupRef,
    LinkCard,
    PersonRef,
    PostCard,
    PostSource,
    PostText,
    RevisionCard,
    TagRef,
    Thread,
    TopicCard,
    TopicPage,
)
from belong.community.discussions.cards_yours import AnswerToYou, CameOf, Chance, FirstWords
from belong.community.discussions.commands.accept import accept, unaccept
from belong.community.discussions.commands.answer import answer
from belong.community.discussions.commands.ask import ask, start
from belong.community.discussions.commands.delete import delete
from belong.community.discussions.commands.edit import edit
from belong.community.discussions.commands.link import link
from belong.community.discussions.commands.load.acceptances import load_acceptances
from belong.community.discussions.commands.load.applying import apply_changes, revert_changes
from belong.community.discussions.commands.load.attachments import load_attachments
from belong.community.discussions.commands.load.details import load_links, load_scores, load_votes
from belong.community.discussions.commands.load.orphans import orphans_of
from belong.community.discussions.commands.load.posts import load_posts
from belong.community.discussions.commands.load.refs import rewrite, urls_of
from belong.community.discussions.commands.load.tagging import load_topic_tags
from belong.community.discussions.commands.load.topics import load_topics
from belong.community.discussions.commands.move import move
from belong.community.discussions.commands.reply import reply
from belong.community.discussions.commands.tag import tag
from belong.community.discussions.commands.vote import vote
from belong.community.discussions.policies import posts_listed_for
from belong.community.discussions.queries.attachment import attachment
from belong.community.discussions.queries.found import found_posts, topic_titles
from belong.community.discussions.queries.lists import contributions, latest
from belong.community.discussions.queries.newest import newest_posts, topic_ranges, topics_in_range
from belong.community.discussions.queries.page import replies_of, topic_page
from belong.community.discussions.queries.post import post_source, revisions
from belong.community.discussions.queries.together import topics_together
from belong.community.discussions.queries.worth import worth_reading
from belong.community.discussions.queries.yours import (
    answers_to_you,
    came_of_yours,
    chances,
    first_words,
    waiting_since,
)
from belong.community.discussions.relations import answers, changed_topics, post_rows, questions, texts
from belong.community.discussions.rows import (
    Loaded,
    LoadedAcceptance,
    LoadedAttachment,
    LoadedLink,
    LoadedPost,
    LoadedScore,
    LoadedTopic,
    LoadedTopicTags,
    LoadedVote,
    Progress,
    RefusedRow,
)

__all__ = [
    "AnswerToYou",
    "AttachmentCard",
    "CameOf",
    "Chance",
    "ContributionCard",
    "FirstWords",
    "FoundCard",
    "GroupRef",
    "LinkCard",
    "Loaded",
    "LoadedAcceptance",
    "LoadedAttachment",
    "LoadedLink",
    "LoadedPost",
    "LoadedScore",
    "LoadedTopic",
    "LoadedTopicTags",
    "LoadedVote",
    "PersonRef",
    "PostCard",
    "PostSource",
    "PostText",
    "Progress",
    "RefusedRow",
    "RevisionCard",
    "TagRef",
    "Thread",
    "TopicCard",
    "TopicPage",
    "accept",
    "answer",
    "answers",
    "answers_to_you",
    "apply_changes",
    "ask",
    "attachment",
    "came_of_yours",
    "chances",
    "changed_topics",
    "contributions",
    "delete",
    "edit",
    "first_words",
    "found_posts",
    "latest",
    "link",
    "load_acceptances",
    "load_attachments",
    "load_links",
    "load_posts",
    "load_scores",
    "load_topic_tags",
    "load_topics",
    "load_votes",
    "move",
    "newest_posts",
    "orphans_of",
    "post_rows",
    "post_source",
    "posts_listed_for",
    "questions",
    "replies_of",
    "reply",
    "revert_changes",
    "revisions",
    "rewrite",
    "start",
    "tag",
    "texts",
    "topic_page",
    "topic_ranges",
    "topic_titles",
    "topics_in_range",
    "topics_together",
    "unaccept",
    "urls_of",
    "vote",
    "waiting_since",
    "worth_reading",
]
