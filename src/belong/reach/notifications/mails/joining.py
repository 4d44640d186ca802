"""From a stranger to a member: confirming, being invited, being let in, finding one's history again."""

from django.utils.translation import gettext_lazy as _

from belong.reach.notifications.mail import Mail

MAILS = (
    Mail(
        kind="service.stay_in_touch",
        title=_("A question whether to write"),
        subject=_("Shall %(community)s write to you?"),
        why=_("You get this once, because somebody typed this address to stay in touch with %(community)s."),
        template="stay_in_touch",
        parameters=("path",),
        service=True,
        secret=True,
    ),
    Mail(
        kind="service.in_touch",
        title=_("We are in touch"),
        subject=_("From now on %(community)s writes to you"),
        why=_("You get this because you said yes to mails from %(community)s."),
        template="in_touch",
        parameters=("path",),
        service=True,
    ),
    Mail(
        kind="service.leave",
        title=_("A link to leave"),
        subject=_("No more mails from %(community)s?"),
        why=_("You get this because somebody typed this address to leave the mails of %(community)s."),
        template="leave",
        parameters=("path",),
        service=True,
    ),
    Mail(
        kind="service.invitation",
        title=_("An invitation"),
        subject=_("%(from_name)s invites you to %(community)s"),
        why=_("You get this once, because %(from_name)s typed your address to invite you."),
        template="invitation",
        parameters=("path", "from_name", "line", "group", "topic"),
        service=True,
        secret=True,
    ),
    Mail(
        kind="service.join_decided",
        title=_("An answer to a request to join"),
        subject=_("Your request to join %(community)s"),
        why=_("You get this because you asked to join %(community)s."),
        template="join_decided",
        parameters=("yes", "reason", "path"),
        service=True,
        secret=True,
    ),
    Mail(
        kind="service.claim_decided",
        title=_("An answer about earlier contributions"),
        subject=_("What you wrote before, at %(community)s"),
        why=_("You get this because you asked to have earlier contributions as your own."),
        template="claim_decided",
        parameters=("yes", "reason"),
        service=True,
    ),
    Mail(
        kind="service.claim_parted",
        title=_("Earlier contributions are no longer yours"),
        subject=_("What you wrote before, at %(community)s"),
        why=_("You get this because earlier contributions that you asked for stood under your name."),
        template="claim_parted",
        parameters=(),
        service=True,
    ),
)
