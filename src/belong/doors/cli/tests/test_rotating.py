"""Which backups stay: the newest always, then one of each of the latest days, weeks and months that have one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from belong.doors.cli.keeping.rotating import Keep, is_due, kept, made_in, name_of, remove_old

START = datetime(2025, 1, 1, 2, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 900 * 24).map(lambda hours: START + timedelta(hours=hours)), unique=True, max_size=80)


def test_a_daily_backup_of_two_years_leaves_days_weeks_and_months() -> None:
    made = [START + timedelta(days=day) for day in range(730)]
    staying = sorted(kept(made, Keep(days=7, weeks=5, months=12)), reverse=True)
    assert staying[:7] == sorted(made, reverse=True)[:7]
    assert len({at.isocalendar()[:2] for at in staying}) >= 5
    assert len({(at.year, at.month) for at in staying}) == 12
    assert len(staying) <= 7 + 5 + 12


@given(MOMENTS, st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
def test_the_newest_stays_and_removing_twice_is_removing_once(
    made: list[datetime], days: int, weeks: int, months: int
) -> None:
    keep = Keep(days, weeks, months)
    staying = kept(made, keep)
    assert staying <= set(made)
    assert not made or max(made) in staying
    assert kept(staying, keep) == staying


def test_only_files_of_ours_are_removed_and_the_next_is_due_after_a_day(tmp_path: Path) -> None:
    assert is_due(tmp_path / "nowhere", START)
    for day in range(10):
        (tmp_path / name_of(START + timedelta(days=day))).write_text("kept")
    for other in ("notes.txt", "belong-2025-01-01T020000Z.belong.part", "before.belong"):
        (tmp_path / other).write_text("theirs")
    gone = remove_old(tmp_path, Keep(days=3, weeks=0, months=0))
    assert [path.name for path in gone] == [name_of(START + timedelta(days=day)) for day in range(7)]
    assert len(made_in(tmp_path)) == 3
    assert (tmp_path / "before.belong").exists()
    last = START + timedelta(days=9)
    assert not is_due(tmp_path, last + timedelta(hours=23))
    assert is_due(tmp_path, last + timedelta(days=1))
