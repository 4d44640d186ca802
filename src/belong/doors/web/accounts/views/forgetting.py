"""For whoever forgot their password: a link by mail, and a new one."""

from typing import Any

from allauth.account import views as library
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse

from belong.doors.web.accounts import listed
from belong.doors.web.accounts.adapter import proved
from belong.doors.web.accounts.before import forget_who_was_before
from belong.doors.web.accounts.forms import entering as forms
from belong.doors.web.accounts.views.pages import OurPage


class ResetWanted(OurPage, library.PasswordResetView):  # type: ignore[misc]
    template_name = "accounts/reset_wanted.jinja"
    form_class = forms.ResetWantedForm


class ResetSent(OurPage, library.PasswordResetDoneView):  # type: ignore[misc]
    template_name = "accounts/reset_sent.jinja"


class Reset(OurPage, library.PasswordResetFromKeyView):  # type: ignore[misc]
    template_name = "accounts/reset.jinja"
    form_class = forms.NewPasswordForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        made = super().get_context_data(**context)
        return {**made, "is_void": context.get("token_fail", False), "holder": self.reset_user}

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        """A link that was used or is too old is no page of ours any more."""
        answer: HttpResponse = super().render_to_response(context, **more)
        if context["is_void"]:
            answer.status_code = 410
        return answer

    def form_valid(self, form: Form) -> HttpResponse:
        """The link came by mail: the address is theirs. All sessions of before end."""
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            forget_who_was_before(self.reset_user)
            proved(self.reset_user.pk, self.reset_user.email)
        listed.end_others(self.reset_user.pk, but=None)
        return answer


class ResetDone(OurPage, library.PasswordResetFromKeyDoneView):  # type: ignore[misc]
    template_name = "accounts/reset_done.jinja"
