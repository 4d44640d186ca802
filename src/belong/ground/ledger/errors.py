"""What the ledger refuses. These are mistakes of the caller, not words for a person."""


class WrongFact(ValueError):
    """A fact holds what a fact may not hold; the message names the field."""


class UnknownFact(LookupError):
    """There is no fact of this id."""


class WrongBatch(ValueError):
    """A batch is not there, or not in the state that the call needs; the message says which."""


class WrongAlias(ValueError):
    """Two persons cannot be made one, or are not one; the message says why."""
