"""A generated dump of any size in which everything occurs: for stories about whole imports."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from belong.doors.imports.tests.dumps import accepting, answer, comment, question, user, write

BEGIN = datetime(2019, 1, 1, tzinfo=UTC)


def write_dump(folder: Path, *, posts: int, seed: int = 1, newer: bool = False) -> Path:
    """A dump of `posts` questions, answers and comments; a `newer` one has edits, fewer ticks and more posts."""
    chance = random.Random(seed)
    later = random.Random(seed + 1)
    people = max(5, posts // 12)
    made: dict[str, list[dict[str, object]]] = {
        "Users": [user(-1, "Community", _at(0)), *(user(n, f"Person {n}", _at(n)) for n in range(1, people + 1))],
        "Posts": [],
        "Comments": [],
        "Votes": [],
        "Tags": [{"Id": n, "TagName": f"tag-{n}", "Count": 1} for n in range(1, 12)],
        "PostLinks": [],
        "Badges": [{"Id": n, "UserId": n, "Name": "Teacher", "Date": _at(n)} for n in range(1, 6)],
    }
    questions: list[int] = []
    total = posts + posts // 20 if newer else posts
    for id in range(1, total + 1):
        hours = 30 * people + id * 7
        owner = chance.choice([None, people + 7, *range(1, people + 1)] if id % 9 == 0 else range(1, people + 1))
        kind = chance.random()
        if not questions or kind < 0.25:
            questions.append(id)
            tags = "".join(f"<tag-{n}>" for n in chance.sample(range(1, 12), 2))
            body = _body(chance, questions)
            row = question(id, owner, _at(hours), Body=body, Tags=tags, OwnerDisplayName=f"Byline {id}")
            made["Posts"].append(row)
        elif kind < 0.62:
            parent = questions[-1 - min(int(chance.expovariate(0.4)), len(questions) - 1)]
            made["Posts"].append(answer(id, parent, owner, _at(hours), Body=_body(chance, questions)))
            asked = next(row for row in reversed(made["Posts"]) if row["Id"] == parent)
            if "AcceptedAnswerId" not in asked and chance.random() < 0.5:
                asked["AcceptedAnswerId"] = id
                if chance.random() < 0.8:
                    made["Votes"].append(accepting(id, id, _at(hours + 30, midnight=True)))
        else:
            target = made["Posts"][-1 - min(int(chance.expovariate(0.3)), len(made["Posts"]) - 1)]["Id"]
            made["Comments"].append(comment(id, int(str(target)), owner, _at(hours), Text=f"Remark *{id}*, no doubt."))
        if id % 40 == 0 and len(questions) > 2:
            one, other = chance.sample(questions, 2)
            made["PostLinks"].append(
                {"Id": id, "PostId": one, "RelatedPostId": other, "LinkTypeId": 1, "CreationDate": _at(hours)}
            )
    for row in made["Posts"][40::170]:
        row["Score"] = "many"  # cannot be read, and refuses what hangs on it
    if newer:
        _change(later, made["Posts"][: posts // 2])
    return write(folder, **made)


def _change(chance: random.Random, rows: list[dict[str, object]]) -> None:
    for row in rows:
        if chance.random() < 0.1:
            row["Body"] = f"<p>Changed {row['Id']}</p>"
            row["LastEditDate"] = _at(200_000)
        if chance.random() < 0.1:
            row["Score"] = 77
        if row["PostTypeId"] == 1 and chance.random() < 0.2:
            row.pop("AcceptedAnswerId", None)


def _body(chance: random.Random, questions: list[int]) -> str:
    words = " ".join(chance.choices(("barley", "water", "hops", "yeast", "time", "glass", "cellar", "foam"), k=30))
    if chance.random() < 0.2 and questions:
        words += f' <a href="https://x.stackexchange.com/q/{chance.choice(questions)}">there</a>'
    return f"<p>{words}</p>"


def _at(hours: int, *, midnight: bool = False) -> str:
    at = min(BEGIN + timedelta(hours=hours), datetime(2026, 1, 1, tzinfo=UTC))
    if midnight:
        at = at.replace(hour=0)
    return at.replace(tzinfo=None).isoformat(timespec="milliseconds")
