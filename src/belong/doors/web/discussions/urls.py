from django.urls import path

from belong.doors.web.discussions import arranging, files, views

urlpatterns = [
    path("attachments/<uuid:uid>", files.attachment, name="attachment"),
    path("groups/<slug:slug>/ask", views.ask, name="ask"),
    path("groups/<slug:slug>/start", views.start, name="start"),
    path("topics/<uuid:uid>", views.topic, name="topic"),
    path("topics/<uuid:uid>/answers", views.answer, name="topic_answer"),
    path("topics/<uuid:uid>/replies", views.reply_to_topic, name="topic_reply"),
    path("topics/<uuid:uid>/move", arranging.move, name="topic_move"),
    path("topics/<uuid:uid>/subjects", arranging.subjects, name="topic_subjects"),
    path("topics/<uuid:uid>/link", arranging.link, name="topic_link"),
    path("topics/<uuid:uid>/unaccept", views.unaccept, name="topic_unaccept"),
    path("posts/<uuid:uid>/replies", views.replies, name="post_replies"),
    path("posts/<uuid:uid>/reply", views.reply, name="post_reply"),
    path("posts/<uuid:uid>/accept", views.accept, name="post_accept"),
    path("posts/<uuid:uid>/vote", views.vote, name="post_vote"),
    path("posts/<uuid:uid>/edit", views.edit, name="post_edit"),
    path("posts/<uuid:uid>/delete", views.delete, name="post_delete"),
    path("posts/<uuid:uid>/history", views.history, name="post_history"),
]
