"""The face of impact: the health of the community in a period, each figure with the list behind it."""

from belong.insight.impact.cards import Evidence, Health
from belong.insight.impact.lists import figure_list
from belong.insight.impact.policies import may_see_health
from belong.insight.impact.queries import health, report_health
from belong.insight.impact.rules import FIGURES

__all__ = ["FIGURES", "Evidence", "Health", "figure_list", "health", "may_see_health", "report_health"]
