import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.community.discussions.public import PostSource
from belong.doors.web.shared.forms import CHOOSE, CreatingForm, body_field, line_field
from belong.ground.groups.public import GroupCard

ADDRESS = re.compile(r"/topics/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])", re.IGNORECASE)
MARKDOWN = _("You can use Markdown: *emphasis*, `code`, - lists, > quotes, [words](https://address).")


class TopicForm(CreatingForm):
    """A question or a conversation."""

    title = line_field(_("Title"), _("One sentence that says what it is about."))
    body = body_field(_("The whole of it"), MARKDOWN)
    tags = line_field(_("Subjects"), _("Up to five words, with commas between them."), required=False)

    def clean_tags(self) -> list[str]:
        found = names_in(self.cleaned_data["tags"])
        if len(found) > 5:
            raise forms.ValidationError(_("Five subjects are the most."))
        return found


def names_in(line: str) -> list[str]:
    """The subjects that somebody wrote with commas between them."""
    names = [name.strip().lstrip("#") for name in line.split(",")]
    return list(dict.fromkeys(name for name in names if name))


class PostForm(CreatingForm):
    """An answer or a reply."""

    body = body_field(_("Your answer"), MARKDOWN)


class ReplyForm(PostForm):
    body = body_field(_("Your reply"), MARKDOWN)


class EditForm(forms.Form):
    """A post as it stands, to be changed; only a post that opens its topic has a title."""

    title = line_field(_("Title"))
    body = body_field(_("Text"), MARKDOWN)
    reason = line_field(_("What you changed"), _("Shown in the history."), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, source: PostSource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not source.title:
            del self.fields["title"]
        if source.markup == "html":
            self.fields["body"] = forms.CharField(
                label=_("Text"), help_text=_("It came from an archive as HTML and is edited as HTML."), strip=False
            )


class DeleteForm(forms.Form):
    reason = line_field(_("Why"), _("Hosts see it, and so do you. Others see that something was deleted."))


class MoveForm(forms.Form):
    """Another group for a topic."""

    group = forms.ChoiceField(label=_("Where it belongs"), widget=forms.RadioSelect, error_messages=CHOOSE)

    def __init__(self, *args: Any, groups: Iterable[GroupCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(one.slug, one.name) for one in groups]  # type: ignore[attr-defined]


class SubjectsForm(forms.Form):
    """What a topic is about."""

    tags = line_field(_("Subjects"), _("Up to eight words, with commas between them."), required=False)

    def clean_tags(self) -> list[str]:
        return names_in(self.cleaned_data["tags"])


class LinkForm(forms.Form):
    """Another topic that this one points to."""

    target = line_field(_("The other topic"), _("Its address: copy it from the bar of your browser."), max_length=500)
    kind = forms.ChoiceField(
        label=_("How the two belong together"),
        choices=[("related", _("They are about the same thing")), ("duplicate", _("This one asks the same"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def clean_target(self) -> UUID:
        found = ADDRESS.search(self.cleaned_data["target"])
        if found is None:
            raise forms.ValidationError(_("This is not the address of a topic. It has /topics/ in it."))
        return UUID(found[1])
