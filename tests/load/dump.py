"""A Stack Exchange dump of any size, made up: the same numbers give the same bytes."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

WORDS = (
    "river stone lamp window garden letter market winter copper thread bridge candle harbour meadow paper silver "
    "engine button kitchen island ladder mirror needle orchard pocket quarry ribbon saddle table umbrella valley wagon"
).split()
START = datetime(2018, 1, 1, tzinfo=UTC)


def write(
    folder: Path, *, posts: int, seed: int = 1, answers_per_question: float = 1.5, comments: float = 0.5
) -> dict[str, int]:
    """Write Users, Posts, Comments, Votes, Tags and PostLinks for `posts` posts into `folder`; returns rows per file.

    A twentieth as many people as posts; activity is uneven, as it is in life; texts have about 700 characters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    people = max(10, posts // 20)
    counts: dict[str, int] = {}
    text = _texts(chance)
    step = timedelta(days=5 * 365) / posts

    def person() -> int:
        return 1 + int(people * chance.random() ** 3)

    def users() -> list[str]:
        rows = ['Id="-1" CreationDate="2018-01-01T00:00:00.000" DisplayName="Community"']
        for number in range(1, people + 1):
            at = START + timedelta(minutes=number % 40_000)
            rows.append(f'Id="{number}" Reputation="1" CreationDate="{_at(at)}" DisplayName="Person {number}"')
        return rows

    counts["Users"] = _file(folder, "Users", "users", users())
    every = max(2, round(1 + answers_per_question))
    accepted: list[tuple[int, datetime]] = []

    def post_rows() -> Iterator[str]:
        question = 0
        for number in range(1, posts + 1):
            at = START + step * number
            owner, body = person(), quoteattr(text(chance))
            if number % every == 1:
                question = number
                chosen = number + 1 if chance.random() < 0.6 and number < posts else 0
                if chosen:
                    accepted.append((chosen, at + timedelta(hours=3)))
                tick = f' AcceptedAnswerId="{chosen}"' if chosen else ""
                title = quoteattr(f"{chance.choice(WORDS).title()} and {chance.choice(WORDS)} {number}?")
                yield (
                    f'Id="{number}" PostTypeId="1"{tick} CreationDate="{_at(at)}" Score="{chance.randrange(9)}" '
                    f'Body={body} OwnerUserId="{owner}" Title={title} Tags="&lt;{chance.choice(WORDS)}&gt;"'
                )
            else:
                yield (
                    f'Id="{number}" PostTypeId="2" ParentId="{question}" CreationDate="{_at(at)}" '
                    f'Score="{chance.randrange(5)}" Body={body} OwnerUserId="{owner}"'
                )

    counts["Posts"] = _file(folder, "Posts", "posts", post_rows())

    def comment_rows() -> Iterator[str]:
        for number in range(1, int(posts * comments) + 1):
            target = chance.randrange(1, posts + 1)
            at = START + step * target + timedelta(hours=chance.randrange(1, 90))
            yield (
                f'Id="{number}" PostId="{target}" Score="0" Text={quoteattr(text(chance)[3:160])} '
                f'CreationDate="{_at(at)}" UserId="{person()}"'
            )

    counts["Comments"] = _file(folder, "Comments", "comments", comment_rows())
    counts["Votes"] = _file(
        folder,
        "Votes",
        "votes",
        (
            f'Id="{number}" PostId="{answer}" VoteTypeId="1" CreationDate="{_at(at)}"'
            for number, (answer, at) in enumerate(accepted, 1)
        ),
    )
    counts["Tags"] = _file(
        folder, "Tags", "tags", (f'Id="{number}" TagName="{word}" Count="1"' for number, word in enumerate(WORDS, 1))
    )
    return counts


def _texts(chance: random.Random) -> Callable[[random.Random], str]:
    sentences = [" ".join(chance.choice(WORDS) for _ in range(12)).capitalize() + "." for _ in range(4000)]

    def text(chance: random.Random) -> str:
        half = chance.randrange(2, 6)
        first, second = (" ".join(chance.choices(sentences, k=half)) for _ in range(2))
        return f"<p>{first}</p>\n<p><b>{second}</b></p>\n"

    return text


def _file(folder: Path, name: str, root: str, rows: Iterable[str]) -> int:
    count = 0
    with (folder / f"{name}.xml").open("w", encoding="utf-8") as out:
        out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n')
        for row in rows:
            out.write(f"  <row {row} />\n")
            count += 1
        out.write(f"</{root}>\n")
    return count


def _at(instant: datetime) -> str:
    return instant.replace(tzinfo=None).isoformat(timespec="milliseconds")
