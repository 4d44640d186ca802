"""What somebody hears of what others wrote to them."""

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

PURPOSE = "conversations"

MAILS = (
    Mail(
        kind="conversations.answered",
        title=_("An answer to a question"),
        subject=_("%(from_name)s answered: %(title)s"),
        why=_("You get this because you want to hear by mail when somebody answers a question of yours."),
        offered=_("somebody answers a question of mine"),
        template="answered",
        parameters=("about", "who"),
        purpose=PURPOSE,
        tells_of="about",
    ),
    Mail(
        kind="conversations.replied",
        title=_("A reply"),
        subject=_("%(from_name)s replied to you: %(title)s"),
        why=_("You get this because you want to hear by mail when somebody replies to what you wrote."),
        offered=_("somebody replies to what I wrote"),
        template="replied",
        parameters=("about", "who"),
        purpose=PURPOSE,
        tells_of="about",
    ),
)
