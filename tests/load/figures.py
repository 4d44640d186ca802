from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value beside its goal; `at_most` tells on which side of the goal is good."""

    name: str
    value: float
    unit: str
    goal: float
    at_most: bool = True

    @property
    def ok(self) -> bool:
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def __str__(self) -> str:
        sign, verdict = ("<=" if self.at_most else ">="), ("ok" if self.ok else "MISSED")
        return f"{self.name:<52} {self.value:>12,.2f} {self.unit:<12} goal {sign} {self.goal:,g}  {verdict}"
