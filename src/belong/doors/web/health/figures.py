"""What the figures are called, what they mean, and how they are said."""

from django.utils.translation import gettext_lazy as _

COUNTS = {
    "people": _("People known to us"),
    "active_people_30": _("People who were active in the last 30 days"),
    "active_people_365": _("People who were active in the last 365 days"),
    "active_people": _("People who were active"),
    "absence_factor": _("People who gave half of all contributions"),
    "questions": _("Questions that were asked"),
    "answered": _("Questions with an answer"),
    "unanswered": _("Questions that wait for an answer"),
    "accepted": _("Questions with an accepted answer"),
    "answers": _("Answers that were given"),
    "replies": _("Replies that were written"),
    "asked_by_hour_of_week": _("Questions that were asked at this hour of the week"),
    "contributions": _("What people contributed"),
    "joined": _("People who joined"),
    "joined_again": _("Newcomers who took part again"),
}
WAITS = {
    "median_seconds_to_first_answer": _("Half of the answered questions had their first answer within"),
    "p90_seconds_to_first_answer": _("Nine of ten answered questions had their first answer within"),
    "median_seconds_to_first_response": _("Half of the questions with a first answer or reply had it within"),
}

MEANS = {
    "people": _("Everybody who joined or did anything before the period's end."),
    "active_people_30": _("Who asked, answered, replied, registered, attended, reviewed, shared, spoke or hosted."),
    "active_people_365": _("Who asked, answered, replied, registered, attended, reviewed, shared, spoke or hosted."),
    "active_people": _("Who asked, answered, replied, registered, attended, reviewed, shared, spoke or hosted."),
    "absence_factor": _("The fewest people who together made at least half of all contributions of people we know."),
    "answered": _("An answer counts from anyone but the asker; staff and bots do not count."),
    "unanswered": _(
        "Answers by staff and by the person who asked do not count: nobody else has answered these yet. What was asked "
        "in a group that is closed waits no more."
    ),
    "accepted": _("The asker took one answer as the one that helped; their own counts too."),
    "contributions": _(
        "What somebody gave to others: answers, resources, talks, reviews, hosting. Not what one gave oneself."
    ),
    "joined": _("Everybody who joined in the period."),
    "joined_again": _("Who joined and was active on a later day, within 90 days of joining."),
    "median_seconds_to_first_answer": _(
        "From the question to the first answer by anyone but the asker. Half of the answered questions waited longer."
    ),
    "p90_seconds_to_first_answer": _(
        "From the question to the first answer by anyone but the asker; one of ten answered questions waited longer."
    ),
    "median_seconds_to_first_response": _("From the question to the first answer or reply by anyone but the asker."),
}

KINDS = {
    "answered": _("Answers"),
    "shared": _("Resources shared"),
    "spoke": _("Talks given"),
    "reviewed": _("Reviews"),
    "hosted": _("Events hosted"),
}
"""The kinds of contributions by their word in the catalogue; another is shown by its word."""

BY_HOUR = ("questions", "answered", "asked_by_hour_of_week", "median_seconds_to_first_answer")
"""The figures whose list can be narrowed to an hour of the week."""
