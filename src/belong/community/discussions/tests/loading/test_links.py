"""Links inside an archive lead to the pages here."""

import pytest

from belong.community.discussions import public as discussions
from belong.community.discussions.models import ImportedRef, Post, Topic
from belong.community.discussions.tests.loading.archive import load
from belong.community.discussions.tests.support import (
    SOURCE,
    a_post,
    a_topic,
)

pytestmark = pytest.mark.django_db


def test_links_inside_the_archive_lead_to_the_pages_here(number: int, group_id: int) -> None:
    refs = (("archive:1", "1"), ("archive:12", "12"), ("archive:3", "3"), ("https://old.example.org/q/1?a=1&b=2", "1"))
    html = (
        '<p><a href="archive:3">answer</a> <a href="archive:1">question</a> <a href="archive:12">lost</a>'
        ' <a href="https://old.example.org/q/1?a=1&amp;b=2">old</a> <a href="https://else.example.org/">else</a></p>'
    )
    load(number, [a_topic("1", group_id), a_topic("2", group_id, html=html, refs=refs)])
    markdown = "[answer](archive:3), <https://old.example.org/q/12> and [lost](archive:12)"
    further = (("archive:3", "3"), ("archive:12", "12"), ("https://old.example.org/q/12", "1"))
    load(number, [a_post("3", html="", markdown=markdown, refs=further)])
    assert ImportedRef.objects.count() == 7
    progress = discussions.rewrite(number)
    assert (progress.done, progress.changed, ImportedRef.objects.count()) == (True, 2, 0)
    urls = discussions.urls_of(SOURCE, ["1", "3", "12"])
    topic, answer = Topic.objects.get(source_key="1"), Post.objects.get(source_key="3")
    assert urls == {"1": f"/topics/{topic.uid}", "3": f"/topics/{topic.uid}#post-{answer.uid}"}
    kept = Post.objects.get(source_key="2").html
    assert f'<a href="{urls["3"]}" rel="nofollow noopener ugc">answer</a>' in kept
    assert f'<a href="{urls["1"]}" rel="nofollow noopener ugc">question</a> lost <a' in kept
    assert f'<a href="{urls["1"]}" rel="nofollow noopener ugc">old</a>' in kept
    assert 'href="https://else.example.org/"' in kept
    assert f'href="{urls["1"]}"' in answer.html
    assert ">lost<" not in answer.html
    assert "lost" in answer.html
    assert f"[answer]({urls['3']}), <{urls['1']}>" in answer.source_text
