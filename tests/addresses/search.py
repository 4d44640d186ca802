"""The addresses of doors/web/search."""

from tests.addresses.row import Row

ROWS = [
    #                                                     stranger member insider author host owner
    Row("search", "GET", "/search", "200 200 200 200 200 200"),
    Row("search", "GET", "/search?q=key", "200 200 200 200 200 200"),
    Row("search", "GET", "/search?q=%22-!%26%7C%28%00", "422 422 422 422 422 422"),
    Row("search", "GET", "/search?q=key&group={vault}", "200 200 200 200 200 200"),
    Row("search", "GET", "/search?q=key&by={person}", "200 200 200 200 200 200"),
    Row("search", "GET", "/search?q=key&from=soon", "422 422 422 422 422 422"),
    Row("search", "GET", "/search?q=key&from=2016-01-02&to=2016-01-01", "422 422 422 422 422 422"),
    Row("search", "GET", "/search?q=key&page=nonsense", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = ["/search", "/search?q=key", "/search?q=nothing&from=soon"]
FOR_HOSTS: list[str] = ["/search?q=author", "/search?q=key&sort=newest&answered=answered"]
