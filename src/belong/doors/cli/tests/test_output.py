import pytest

from belong.doors.cli.output import duration, table


def test_a_table_puts_numbers_at_the_right() -> None:
    assert (
        table([("member", 1200), ("explorer", 7), ("nobody", None)])
        == "member    1,200\nexplorer      7\nnobody        -"
    )


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (None, "-"),
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (3569, "59 min"),
        (3600, "1 h 00 min"),
        (21_720, "6 h 02 min"),
        (2 * 86_400 - 61, "47 h 59 min"),
        (3 * 86_400 + 4 * 3600, "3 d 4 h"),
    ],
)
def test_durations_as_people_say_them(seconds: float | None, says: str) -> None:
    assert duration(seconds) == says
