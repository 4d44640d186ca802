"""A few people with accounts who talk in one group, for stories in which records of them become one."""

from uuid import UUID

from belong.community.discussions import public as discussions
from belong.ground.groups import public as groups
from belong.ground.people import public as people
from belong.ground.people.public import Actor

HOUSE = Actor.system_run("test")
PASSWORD = "seven quiet herons"


class Village:
    """Four people, each with an account, who talk in one group; each of them can be merged into another."""

    def __init__(self) -> None:
        self.accounts = {
            name: people.open_account(email=f"{name}@example.org", password=PASSWORD, name=name.title()).pk
            for name in ("ada", "ben", "cleo", "dag")
        }
        self.persons = {name: people.person_of_account(account) or 0 for name, account in self.accounts.items()}
        self.group = groups.found_group(actor=HOUSE, name="The well", kind="interest", audience="public").slug
        self.posts: list[UUID] = []
        self.topics: list[UUID] = []
        self.host = Actor(
            person=people.add_person(actor=HOUSE, name="Hana").id, roles=frozenset({people.HOST, people.OWNER})
        )

    def as_(self, name: str) -> Actor:
        return groups.actor_for(self.accounts[name])

    def ask(self, name: str) -> None:
        self.topics.append(
            discussions.ask(
                actor=self.as_(name), group=self.group, title=f"{name} asks", body="Who?", tags=("water",)
            ).uid
        )

    def answer(self, name: str, topic: UUID) -> None:
        self.posts.append(discussions.answer(actor=self.as_(name), topic=topic, body=f"{name} knows.").uid)
