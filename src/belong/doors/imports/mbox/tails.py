"""What stands at the end of a plain mail and is not said in it: the list's footer, the signature, the mail answered."""

import re

_RULE = re.compile(r"\s*([-_=*~#])(?:\s?\1){2,}\s*$|\s*--\s*$")
_OF_LIST = re.compile(
    r"mailing[\s-]?list|listinfo|unsubscri|mailman|google ?groups|list-?(?:help|archive)s?\b|"
    r"désabonner|desuscribir|abmelden|austragen",
    re.IGNORECASE,
)
_OF_LIST_ALONE = re.compile(r"you received this message because|unsubscri|mailman/listinfo", re.IGNORECASE)
LONGEST_FOOTER = 12
LONGEST_SIGNATURE = 15

_NOISE = re.compile(r"\s*\[\[alternative HTML version deleted\]\]\s*$")
_PGP_BEGIN = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\s*$")
_PGP_END = re.compile(r"-----BEGIN PGP SIGNATURE-----\s*$")
_ORIGINAL = re.compile(
    r"\s*[-_]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|"
    r"message d'origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|"
    r"ursprungligt meddelande|oprindelig meddelelse|исходное сообщение)\s*[-_]{2,}\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*\*?(?:From|Von|De|Da|Van|Från|Fra)\s?:\*?\s+\S", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*\*?(?:Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne)\s?:", re.IGNORECASE)


def without_noise(lines: list[str]) -> list[str]:
    """The lines without what machines put between them."""
    kept: list[str] = []
    in_head = False
    for line in lines:
        if _PGP_END.match(line):
            break
        if _PGP_BEGIN.match(line):
            in_head = True
        elif in_head:
            in_head = bool(line.strip())
        elif not _NOISE.match(line):
            kept.append(line)
    return kept


def without_footer(lines: list[str]) -> list[str]:
    """The lines before the footer that a list's software added, or several."""
    lines = _stripped(lines)
    while (place := _footer(lines)) is not None:
        lines = _stripped(lines[:place])
    return lines


def _footer(lines: list[str]) -> int | None:
    for place in range(len(lines) - 1, max(-1, len(lines) - 2 - LONGEST_FOOTER), -1):
        if _RULE.match(lines[place]):
            said = "\n".join(lines[place + 1 :])
            known = _OF_LIST_ALONE if lines[place].strip() == "--" else _OF_LIST
            if said and known.search(said):
                return place
    return None


def signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """What is said, and the signature under `--`; empty where there is none. Its empty lines do not make it long."""
    below = 0
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].strip() == "--" and not lines[place].startswith(" "):
            return _stripped(lines[:place]), _stripped(lines[place + 1 :])
        below += bool(lines[place].strip())
        if below > LONGEST_SIGNATURE:
            break
    return lines, []


def answered(lines: list[str]) -> tuple[list[str], list[str]]:
    """What is said, and the mail that was answered where it stands whole below, without marks of quoting."""
    for place, line in enumerate(lines):
        if _ORIGINAL.match(line):
            return _stripped(lines[:place]), lines[place:]
        if _FROM.match(line) and (not place or not lines[place - 1].strip() or _RULE.match(lines[place - 1])):
            head = lines[place : place + 8]
            if any(_SUBJECT.match(one) for one in head[1:]):
                return _stripped(lines[: place - 1 if place and _RULE.match(lines[place - 1]) else place]), lines[
                    place:
                ]
    return lines, []


def _stripped(lines: list[str]) -> list[str]:
    first, last = 0, len(lines)
    while first < last and not lines[first].strip():
        first += 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    return lines[first:last]
