"""Reading ahead in a thread."""

import sys
import threading

import pytest

from belong.care.archives.loading.ahead import ahead


def test_everything_comes_in_order_and_no_thread_is_left() -> None:
    numbers = iter(range(50))
    before = sys.getswitchinterval()
    with ahead(lambda: next(numbers, None)) as found:
        assert list(found) == list(range(50))
    assert sys.getswitchinterval() == before
    assert [one for one in threading.enumerate() if one.name == "archives.ahead"] == []


def test_an_error_is_raised_where_the_slices_are_used() -> None:
    made = iter([1, 2])

    def make() -> int:
        for number in made:
            return number
        raise ValueError("no more")

    found: list[int] = []
    with ahead(make) as numbers:
        found += [next(numbers), next(numbers)]
        with pytest.raises(ValueError, match="no more"):
            next(numbers)
    assert found == [1, 2]
    assert [one for one in threading.enumerate() if one.name == "archives.ahead"] == []


def test_leaving_early_ends_the_thread() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    with pytest.raises(KeyError), ahead(make) as numbers:
        assert next(numbers) == 1
        raise KeyError
    assert len(made) <= 4
    assert [one for one in threading.enumerate() if one.name == "archives.ahead"] == []
