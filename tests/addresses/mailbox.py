"""The addresses of doors/web/mailbox."""

from tests.addresses.row import Row

NONE = "01a20190-ed91-76e8-bb95-9b75126786dd"

ROWS = [
    #                                                     stranger member insider author host owner
    Row("mailbox", "GET", "/mailbox", "404 404 404 404 200 200"),
    Row("mailbox", "GET", "/mailbox?show=failed", "404 404 404 404 200 200"),
    Row("mailbox", "GET", "/mailbox?show=odd", "404 404 404 404 404 404"),
    Row("mailbox", "GET", "/mailbox?after=12x", "404 404 404 404 404 404"),
    Row("mail", "GET", "/mailbox/{mail}", "404 404 404 404 200 200"),
    Row("mail", "GET", "/mailbox/{code}", "404 404 404 404 200 200"),
    Row("mail", "GET", f"/mailbox/{NONE}", "404 404 404 404 404 404"),
    Row("mail_as_sent", "GET", "/mailbox/{mail}/as-sent", "404 404 404 404 200 200"),
    Row("mail_as_sent", "GET", "/mailbox/{code}/as-sent", "404 404 404 404 404 200"),
    Row("mail_send", "POST", "/mailbox/{mail}/send", "404 404 404 404 303 303"),
    Row("mail_send", "POST", f"/mailbox/{NONE}/send", "404 404 404 404 404 404"),
    Row("mail_hold", "POST", "/mailbox/{mail}/hold", "404 404 404 404 303 303"),
    Row("mail_hold", "POST", f"/mailbox/{NONE}/hold", "404 404 404 404 404 404"),
    Row("mail_free", "POST", "/mailbox/{mail}/free", "404 404 404 404 303 303"),
    Row("mail_free", "POST", f"/mailbox/{NONE}/free", "404 404 404 404 404 404"),
]
FOR_STRANGERS: list[str] = []
FOR_HOSTS: list[str] = ["/mailbox", "/mailbox?show=waiting", "/mailbox/{mail}", "/mailbox/{code}"]
