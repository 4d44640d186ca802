"""The addresses of doors/web/feeds."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("feed", "GET", "/feeds/latest.atom", "200 200 200 200 200 200"),
    Row("feed_group", "GET", "/feeds/groups/{open}.atom", "200 200 200 200 200 200"),
    Row("feed_group", "GET", "/feeds/groups/{club}.atom", "404 404 404 404 404 404"),
    Row("feed_group", "GET", "/feeds/groups/{den}.atom", "404 404 404 404 404 404"),
    Row("feed_topic", "GET", "/feeds/topics/{open_topic}.atom", "200 200 200 200 200 200"),
    Row("feed_topic", "GET", "/feeds/topics/{vault_topic}.atom", "404 404 404 404 404 404"),
    Row("signed_feed", "GET", "/feeds/1-0123456789abcdef/latest.atom", "404 404 404 404 404 404"),
    Row("signed_feed_group", "GET", "/feeds/1-0123456789abcdef/groups/{open}.atom", "404 404 404 404 404 404"),
    Row("signed_feed_topic", "GET", "/feeds/1-0123456789abcdef/topics/{open_topic}.atom", "404 404 404 404 404 404"),
    Row("account_feeds", "GET", "/account/feeds", "303 200 200 200 200 200"),
    Row("account_feeds", "POST", "/account/feeds", "403 303 303 303 303 303", {"act": "renew"}),
    Row("sitemap", "GET", "/sitemap.xml", "200 200 200 200 200 200"),
    Row("sitemap_groups", "GET", "/sitemap/groups.xml", "200 200 200 200 200 200"),
    Row("sitemap_topics", "GET", "/sitemap/topics-0.xml", "200 200 200 200 200 200"),
    Row("sitemap_topics", "GET", "/sitemap/topics-999999999999999999999.xml", "404 404 404 404 404 404"),
    Row("robots", "GET", "/robots.txt", "200 200 200 200 200 200"),
    Row("favicon", "GET", "/favicon.ico", "200 200 200 200 200 200"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/account/feeds"]
