"""Addresses in mails that the archives' mask does not know for certain, written so that it does.

A list's archive spells addresses (`fred at example.org`), which may be plain words elsewhere. Here a spelt address is
one where it stands in brackets, behind the name of a field or behind `to`, or where a mail of the archive came from it.
"""

import re
from collections.abc import Callable

HIDDEN = "hidden@address.invalid"

_AT = re.compile(r"\s{1,2}at\s{1,2}((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w-])", re.IGNORECASE)
_SCRAMBLED = re.compile(r"\s(?:@end[|i]ng \|rom|@ending from|[@s]end[|i]ng [|f]rom|m@[|i]li@g off)\s([^\s<>()]{1,80})")
_WORD_BEFORE = re.compile(r"[\w.+-]{1,64}$")
_ANY_BEFORE = re.compile(r"[^\s<>()]{1,80}$")
_MEANS_ADDRESS = re.compile(
    r"(?:[<(\[]\s{0,2}|mailto:\s?|\b(?:from|to|cc|bcc|sender|reply-to|e-?mail)\s?:[^\n@]{0,60}|"
    r"\b(?:to|from|by|cc|mail|e-?mail|contact)\s{1,2})$",
    re.IGNORECASE,
)
_LOOK_BACK = 160


def hidden(text: str, knows: Callable[[str], bool]) -> str:
    """`text` with spelt addresses as addresses, so that the loader masks them; `knows` says who wrote to the list."""
    text = _replaced(text, _SCRAMBLED, _ANY_BEFORE, lambda before, local, domain: HIDDEN)

    def spelt(before: str, local: str, domain: str) -> str | None:
        address = f"{local}@{domain}"
        return address if _MEANS_ADDRESS.search(before) or knows(address) else None

    return _replaced(text, _AT, _WORD_BEFORE, spelt)


def _replaced(
    text: str, form: re.Pattern[str], before: re.Pattern[str], make: Callable[[str, str, str], str | None]
) -> str:
    """`text` with what `make` makes of each find: of what stands before it, its first word and what follows."""
    pieces: list[str] = []
    place = 0
    for found in form.finditer(text):
        past = text[max(place, found.start() - _LOOK_BACK) : found.start()]
        word = before.search(past)
        if word is None:
            continue
        made = make(past[: word.start()], word[0], found[1])
        if made is not None:
            pieces += [text[place : found.start() - len(word[0])], made]
            place = found.end()
    return "".join([*pieces, text[place:]]) if pieces else text
