from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from belong.community.discussions.public import PostSource
from belong.doors.web.shared.forms import CreatingForm, body_field, line_field

MARKDOWN = _("You can use Markdown: *emphasis*, `code`, - lists, > quotes, [words](https://address).")


class TopicForm(CreatingForm):
    """A question or a conversation."""

    title = line_field(_("Title"), _("One sentence that says what it is about."))
    body = body_field(_("The whole of it"), MARKDOWN)
    tags = line_field(_("Subjects"), _("Up to five words, with commas between them."), required=False)

    def clean_tags(self) -> list[str]:
        names = [name.strip().lstrip("#") for name in self.cleaned_data["tags"].split(",")]
        found = list(dict.fromkeys(name for name in names if name))
        if len(found) > 5:
            raise forms.ValidationError(_("Five subjects are the most."))
        return found


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


class VoteForm(forms.Form):
    value = forms.ChoiceField(choices=[(value, value) for value in ("up", "down", "none")])
