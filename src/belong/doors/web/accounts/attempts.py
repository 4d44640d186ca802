"""Django's cache as the sign-in library uses it: counts of tries, which all processes of an installation share."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from belong.ground.people.public import add_attempt, attempt, forget_attempt, forget_attempts, keep_attempt


class Attempts(BaseCache):
    """Wired in by the setting `CACHES`. Values are plain data: what lies in the database is never run."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        found = attempt(self.make_and_validate_key(key, version))
        return default if found is None else found

    def set(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        keep_attempt(self.make_and_validate_key(key, version), value, seconds=self._seconds(timeout))

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return add_attempt(self.make_and_validate_key(key, version), value, seconds=self._seconds(timeout))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return forget_attempt(self.make_and_validate_key(key, version))

    def clear(self) -> None:
        forget_attempts()

    def _seconds(self, timeout: Any) -> float | None:
        return self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
