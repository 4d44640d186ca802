from dataclasses import dataclass
from typing import TYPE_CHECKING

from belong.ground.kernel.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a policy: falsy when the actor may not, with the reason in words for them."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok

    def or_refuse(self) -> None:
        """Raise `Refused` with the reason unless the answer is yes."""
        if not self.ok:
            raise Refused(self.reason)


YES = Decision(True)


def no(reason: "StrOrPromise") -> Decision:
    """A refusal; `reason` is one sentence for the actor, said in their language from now on."""
    return Decision(False, str(reason))
