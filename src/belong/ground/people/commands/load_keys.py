"""Archives that list everybody under one key each: whether a row with a new key is somebody known under another one.

An address may be a household's, so by itself it makes nobody the same person there. Two keys in one archive are two
persons, and the address stays with the first. A key that is gone while a new one has its address and the same name is
a person with a new number. Where the name is another, nobody can say, and the row is refused.
"""

from belong.ground.kernel.public import told
from belong.ground.people import checks
from belong.ground.people.cards import LoadedPerson, RefusedRow
from belong.ground.people.commands.load_work import Found, Listed, Pair, Work
from belong.ground.people.commands.sourced import KNOWN, State


def own_pairs(
    work: Work, index: int, row: LoadedPerson, pairs: list[Pair], listed: Listed
) -> tuple[list[Pair], list[Pair]] | None:
    """The identities that become the row's, and those of them that say who it is. None where the row is refused."""
    kept, telling = [], []
    for pair in pairs:
        held = work.known.get(pair)
        others = _other_keys(work, held, pairs)
        there = listed(sorted(others)) if others else set()
        if held is None or not others or _is_the_holder(work, row, pairs, pair, held, there):
            kept.append(pair)
            telling.append(pair)
        elif not (held.state in KNOWN and work.stands(held)):
            kept.append(pair)  # of an undone import: the address or number may become somebody else's
        elif there and pair is not pairs[0]:
            shared = told("The person was taken without %(address)s: it is that of %(other)s, who is listed too.") % {
                "address": pair[1],
                "other": min(there),
            }
            work.refused.append(RefusedRow(index, shared))
        else:
            says = _reissued(row, held, there) if there else _doubtful(row, held, pair, others)
            work.refused.append(RefusedRow(index, says))
            return None
    return kept, telling


def _is_the_holder(work: Work, row: LoadedPerson, pairs: list[Pair], pair: Pair, held: Found, there: set[str]) -> bool:
    """Whether the row is the holder, of whose other keys only those in `there` are listed."""
    at_source = work.known.get(pairs[0])
    if at_source is None or at_source.state not in KNOWN or not work.stands(at_source):
        at_source = None
    if there:
        return at_source is not None and at_source.person == held.person and _same_name(row, held)
    return at_source is not None or pair is pairs[0] or _same_name(row, held)


def _other_keys(work: Work, held: Found | None, pairs: list[Pair]) -> set[str]:
    """The keys of the holder that the row does not bear itself: its own, or an address that was the key before."""
    if held is None or held.erased or State.BUSY in (held.state, held.person_state):
        return set()
    return work.keys.get(held.person, set()) - {key for _, key in pairs}


def _same_name(row: LoadedPerson, held: Found) -> bool:
    return row.named and checks.person_name(row.name).casefold() == held.name.casefold()


def _called(held: Found) -> str:
    return held.name or told("No name")


def _reissued(row: LoadedPerson, held: Found, there: set[str]) -> str:
    return told(
        "The number %(key)s was that of %(name)s, who is listed as %(other)s now: give whoever this is another number."
    ) % {"key": row.key, "name": _called(held), "other": min(there)}


def _doubtful(row: LoadedPerson, held: Found, pair: Pair, others: set[str]) -> str:
    return told(
        "%(address)s is the address of %(name)s, who was listed as %(other)s and is not listed any more. If "
        "this is the same person under the number %(key)s, bring the row once with the former name; if "
        "it is somebody else, bring it without the address."
    ) % {"address": pair[1], "name": _called(held), "other": min(others), "key": row.key}
