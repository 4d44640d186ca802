"""The face of journey: where people stand on the ladder, why, since when, and what hosts decide about it."""

from belong.insight.journey.cards import (
    ClauseCard,
    LadderCard,
    LadderFigures,
    MoveCard,
    OverrideCard,
    PersonAtStage,
    PersonExplained,
    StageCard,
    StageFigure,
    StageReason,
    StayCard,
)
from belong.insight.journey.commands import choose_ladder, override_stage, withdraw_override
from belong.insight.journey.explaining import explain_identity, explain_person
from belong.insight.journey.policies import may_decide, may_see_ladder, may_see_stage
from belong.insight.journey.queries import (
    current_ladder,
    history_of,
    ladder_figures,
    ladders,
    moves_in,
    overrides_of,
    people_at_stage,
    stage_of,
    stages_of,
)
from belong.insight.journey.reports import report_ladder

__all__ = [
    "ClauseCard",
    "LadderCard",
    "LadderFigures",
    "MoveCard",
    "OverrideCard",
    "PersonAtStage",
    "PersonExplained",
    "StageCard",
    "StageFigure",
    "StageReason",
    "StayCard",
    "choose_ladder",
    "current_ladder",
    "explain_identity",
    "explain_person",
    "history_of",
    "ladder_figures",
    "ladders",
    "may_decide",
    "may_see_ladder",
    "may_see_stage",
    "moves_in",
    "override_stage",
    "overrides_of",
    "people_at_stage",
    "report_ladder",
    "stage_of",
    "stages_of",
    "withdraw_override",
]
