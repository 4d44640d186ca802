from django.urls import path

from belong.doors.web.feeds import robots, views

urlpatterns = [
    path("feeds/latest.atom", views.latest, name="feed"),
    path("feeds/groups/<slug:slug>.atom", views.group, name="feed_group"),
    path("feeds/topics/<uuid:uid>.atom", views.topic, name="feed_topic"),
    path("feeds/<str:key>/latest.atom", views.signed_latest, name="signed_feed"),
    path("feeds/<str:key>/groups/<slug:slug>.atom", views.signed_group, name="signed_feed_group"),
    path("feeds/<str:key>/topics/<uuid:uid>.atom", views.signed_topic, name="signed_feed_topic"),
    path("account/feeds", views.own, name="account_feeds"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/groups.xml", robots.sitemap_groups, name="sitemap_groups"),
    path("sitemap/topics-<int:part>.xml", robots.sitemap_topics, name="sitemap_topics"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
]
