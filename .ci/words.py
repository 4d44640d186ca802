"""What Belong says, in the catalogs of its translations: collected from the code, brought up to date, compiled.

`words.py` does it and tells what is left to translate; `tests/architecture/test_words.py` asks it what is wrong.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "belong"
LOCALE = SOURCE / "locale"
DOMAIN = "django"
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("de", "es")

JINJA = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
CODE, PAGES = [("**.py", "python")], [("**.jinja", "jinja2"), ("**.html", "jinja2")]
OPTIONS = {"**.jinja": JINJA, "**.html": JINJA}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_t": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
OF_CODE = {"told": None, "told_lazy": None, "told_many": (1, 2), "translated": None}
"""Of code alone: sentences that are kept, or drawn. Templates have macros of such names."""


def said() -> Catalog:
    """Every message of the code, in the order of the alphabet: a catalog changes where words do and nowhere else."""
    found = Catalog()
    for methods, keywords in ((CODE, {**KEYWORDS, **OF_CODE}), (PAGES, KEYWORDS)):
        for name, _line, message, comments, context in extract_from_dir(
            SOURCE, methods, OPTIONS, keywords, ("Translators:",), strip_comment_tags=True
        ):
            if not Path(name).parts[0].startswith("tests") and "tests" not in Path(name).parts:
                found.add(message, auto_comments=comments, context=context)
    return found


def file_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def kept(language: str) -> Catalog:
    """The translations as they lie there."""
    with file_of(language).open("rb") as file:
        catalog = read_po(file, locale=language, domain=DOMAIN)
    # what is compiled names both: of the same words it shall be the same file on every day
    catalog.creation_date = catalog.revision_date = ALWAYS
    return catalog


def compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """As it lies in its file: without dates and names, which would change without a reason."""
    out = BytesIO()
    write_po(out, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return head.encode() + b'"Content-Type: text/plain; charset=utf-8\\n"\n\n' + out.getvalue().lstrip()


def up_to_date(language: str, template: Catalog) -> Catalog:
    """What is translated already, of what is said now."""
    catalog = kept(language) if file_of(language).exists() else Catalog(locale=language, domain=DOMAIN)
    catalog.update(template, no_fuzzy_matching=True)
    return catalog


def faults(language: str, template: Catalog) -> Iterator[str]:
    """What is not as it should be: a sentence each."""
    catalog = kept(language)
    for message in template:
        if message.id:
            found = catalog.get(message.id, message.context)
            if found is None:
                yield f"{language}: {message.id!r} is missing"
            else:
                yield from _faults(language, found)
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"{language}: {message.id!r} is said nowhere"
    if file_of(language).with_suffix(".mo").read_bytes() != compiled(catalog):
        yield f"{language}: {DOMAIN}.mo is not compiled from {DOMAIN}.po"


def _faults(language: str, message: Message) -> Iterator[str]:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(forms):
        yield f"{language}: {message.id!r} is not translated"
        return
    if message.fuzzy:
        yield f"{language}: {message.id!r} is fuzzy"
    for wrong in message.check():
        yield f"{language}: {message.id!r}: {wrong}"


def main() -> int:
    template = said()
    left = 0
    for language in LANGUAGES:
        catalog = up_to_date(language, template)
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        file_of(language).write_bytes(written(catalog))
        file_of(language).with_suffix(".mo").write_bytes(compiled(kept(language)))
        found = list(faults(language, template))
        left += len(found)
        sys.stdout.write(f"{language}: {len(template)} messages, {len(found)} to look at\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in found[:20])
    return min(left, 1)


if __name__ == "__main__":
    sys.exit(main())
