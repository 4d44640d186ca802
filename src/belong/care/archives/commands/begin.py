"""Beginning a run."""

from pathlib import Path

from django.db import IntegrityError, transaction

from belong.care.archives.cards import RunCard, card_of
from belong.care.archives.models import ENDS, Run
from belong.care.archives.policies import may_import
from belong.care.archives.reading import Archive, ArchiveRefused
from belong.care.archives.uploads import named
from belong.ground.kernel.public import kept_text, now
from belong.ground.kernel.public import told as _
from belong.ground.people.public import Actor


def start_run(*, actor: Actor, archive: Archive) -> RunCard:
    """Begin a run of `archive`, or take the unfinished run of the very same one. Nothing is visible by it yet.

    Raises `ArchiveRefused` where an unfinished run of the same source reads other files.
    """
    may_import(actor).or_refuse()
    try:
        with transaction.atomic():
            return card_of(_unfinished(archive) or _begun(actor, archive))
    except IntegrityError:
        run = _unfinished(archive)
        if run is None:
            raise
        return card_of(run)


def _unfinished(archive: Archive) -> Run | None:
    run = Run.objects.filter(source=archive.source).exclude(state__in=ENDS).first()
    if run is not None and run.fingerprint != archive.fingerprint:
        raise ArchiveRefused(
            _(
                "Run %(number)s of %(source)s is not finished and reads other files, or the same with other "
                "options: resume it with its own from %(named)s, or undo it first."
            )
            % {"number": run.pk, "source": run.source, "named": named(run.path)}
        )
    if run is not None and run.path != archive.place.path and not Path(run.path).exists():
        run.path, run.trouble = archive.place.path, ""  # what it read was removed; this is the same
        run.save(update_fields=["path", "trouble"])
    return run


def _begun(actor: Actor, archive: Archive) -> Run:
    return Run.objects.create(
        format=archive.place.format,
        path=archive.place.path,
        options=dict(archive.place.options),
        source=archive.source,
        label=kept_text(archive.label),
        fingerprint=archive.fingerprint,
        started_at=now(),
        started_by_id=actor.acting,
    )
