from collections.abc import Mapping

from belong.ground.kernel.public import post
from belong.ground.people.signing import account_of


def write_to(person: int, kind: str, parameters: Mapping[str, object]) -> None:
    """Post a mail of this kind to the person, if they sign in here. Inside a transaction."""
    account = account_of(person)
    if account is not None:
        post(kind=kind, address=account.email, parameters=parameters, person=account.person_id)
