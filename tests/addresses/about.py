"""The addresses of doors/web/about."""

from tests.addresses.row import Row

ROWS = [
    #                                                              stranger member insider author host owner
    Row("about", "GET", "/about", "200 200 200 200 200 200"),
    Row("about", "POST", "/about", "405 405 405 405 405 405"),
    Row("about_accept", "GET", "/about/accept", "303 200 200 200 200 200"),
    Row("about_accept", "POST", "/about/accept", "403 422 422 422 422 422", {"values_version": "1"}),
    Row("about_text", "GET", "/about/values", "200 200 200 200 200 200"),
    Row("about_text", "GET", "/about/values?version=7", "404 404 404 404 404 404"),
    Row("about_text", "GET", "/about/imprint", "404 404 404 404 404 404"),
    Row("mark", "GET", "/mark/01890000-0000-7000-8000-000000000000.png", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = ["/about", "/about/values"]
FOR_HOSTS: list[str] = ["/about", "/about/accept"]
