"""The face of impact: the health of the community in a period, each figure with the list behind it."""

from belong.insight.impact.cards import Evidence, Health, Hour, Kind, Month
from belong.insight.impact.lists import figure_list
from belong.insight.impact.pictured import contributions, months, week
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.queries import health, report_health, waited
from belong.insight.impact.rules import FIGURES, MORE_FIGURES

__all__ = [
    "FIGURES",
    "MORE_FIGURES",
    "Evidence",
    "Health",
    "Hour",
    "Kind",
    "Month",
    "contributions",
    "figure_list",
    "health",
    "may_see_health",
    "months",
    "report_health",
    "waited",
    "week",
]
