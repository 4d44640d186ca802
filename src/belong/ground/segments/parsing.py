"""From JSON to a criterion: whatever is wrong is refused with the path of the clause that it stands in."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from belong.ground.segments.criterion import All, AnyOf, Criterion, CriterionError, Leaf, Not, Value
from belong.ground.segments.fields import shown
from belong.ground.segments.registry import known_measures, measure_of

DEEPEST = 10
MOST_CLAUSES = 50
MOST_LEAVES = 100
FORMS = gettext_lazy("must hold exactly one of all, any, not or measure")

Refuse = Callable[[Leaf], str | None]


def parse(data: object, *, refuse: Refuse | None = None) -> Criterion:
    """The criterion that `data` (decoded JSON) states, in its normal form.

    Raises CriterionError with the path of the wrong clause. `refuse` gives, for a measure that is right in itself, the
    reason why it may not stand in this place (a ladder may not use its own stages), or None.
    """
    reader = _Reader(refuse)
    return reader.criterion(data, "", 1)


class _Reader:
    def __init__(self, refuse: Refuse | None) -> None:
        self.refuse = refuse
        self.leaves = 0

    def criterion(self, data: object, path: str, depth: int) -> Criterion:
        if not isinstance(data, dict):
            raise CriterionError(path, _("must be an object, got %(value)s") % {"value": shown(data)})
        if depth > DEEPEST:
            raise CriterionError(path, _("stands too deep: at most %(most)s levels") % {"most": DEEPEST})
        if "measure" in data:
            return self.leaf(data, path)
        if len(data) != 1:
            raise CriterionError(path, str(FORMS))
        ((form, inside),) = data.items()
        if form == "not":
            return Not(self.criterion(inside, _under(path, "not"), depth + 1))
        if form == "all":
            return All(self.clauses(inside, _under(path, "all"), depth + 1))
        if form == "any":
            return AnyOf(self.clauses(inside, _under(path, "any"), depth + 1))
        raise CriterionError(path, _("%(says)s, got %(value)s") % {"says": FORMS, "value": shown(form)})

    def clauses(self, data: object, path: str, depth: int) -> tuple[Criterion, ...]:
        if not isinstance(data, list) or not data:
            says = _("must be a list of at least one clause, got %(value)s")
            raise CriterionError(path, says % {"value": shown(data)})
        if len(data) > MOST_CLAUSES:
            says = _("must be at most %(most)s clauses, got %(count)s")
            raise CriterionError(path, says % {"most": MOST_CLAUSES, "count": len(data)})
        return tuple(self.criterion(each, f"{path}[{place}]", depth) for place, each in enumerate(data))

    def leaf(self, data: dict[str, object], path: str) -> Leaf:
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise CriterionError(path, _("is one measure too many: at most %(most)s") % {"most": MOST_LEAVES})
        name = data["measure"]
        if not isinstance(name, str) or name not in known_measures():
            says = _("%(value)s is no measure; known: %(list)s")
            raise CriterionError(
                _under(path, "measure"), says % {"value": shown(name), "list": ", ".join(known_measures())}
            )
        measure = measure_of(name)
        fields = {field.name: field for field in measure.fields}
        for key in data:
            if key != "measure" and key not in fields:
                says = _("%(measure)s has no such field; it has: %(list)s")
                raise CriterionError(_under(path, key), says % {"measure": name, "list": ", ".join(fields)})
        values: list[tuple[str, Value]] = []
        for field in measure.fields:
            if field.name not in data:
                if field.required:
                    raise CriterionError(
                        _under(path, field.name), _("is missing: %(measure)s needs it") % {"measure": name}
                    )
                continue
            value = field.read(data[field.name], _under(path, field.name))
            if value is not None:
                values.append((field.name, value))
        leaf = Leaf(name, tuple(values))
        measure.check(leaf, path)
        reason = self.refuse(leaf) if self.refuse is not None else None
        if reason is not None:
            raise CriterionError(path, reason)
        return leaf


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
