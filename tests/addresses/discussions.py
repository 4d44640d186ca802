"""The addresses of doors/web/discussions."""

from tests.addresses.row import Row

BODY = {"body": "A text."}
TOPIC = {"title": "A title", "body": "A text.", "tags": "one, two"}

ROWS = [
    #                                                     stranger member insider author host owner
    Row("ask", "GET", "/groups/{club}/ask", "303 200 200 200 200 200"),
    Row("ask", "POST", "/groups/{club}/ask", "403 303 303 303 303 303", TOPIC),
    Row("ask", "POST", "/groups/{club}/ask", "403 422 422 422 422 422", BODY),
    Row("ask", "POST", "/groups/{den}/ask", "403 403 303 303 303 303", TOPIC),
    Row("ask", "POST", "/groups/{vault}/ask", "403 404 303 303 404 404", TOPIC),
    Row("start", "GET", "/groups/{club}/start", "303 200 200 200 200 200"),
    Row("start", "POST", "/groups/{club}/start", "403 303 303 303 303 303", TOPIC),
    Row("start", "POST", "/groups/{vault}/start", "403 404 303 303 404 404", TOPIC),
    Row("topic", "GET", "/topics/{open_topic}", "200 200 200 200 200 200"),
    Row("topic", "GET", "/topics/{club_topic}", "404 200 200 200 200 200"),
    Row("topic", "GET", "/topics/{den_topic}", "404 404 200 200 200 200"),
    Row("topic", "GET", "/topics/{vault_topic}", "404 404 200 200 404 404"),
    Row("topic", "GET", "/topics/{open_topic}?after=nonsense", "404 404 404 404 404 404"),
    Row("topic", "GET", "/topics/{person}", "404 404 404 404 404 404"),
    Row("topic_answer", "POST", "/topics/{open_topic}/answers", "403 303 303 303 303 303", BODY),
    Row("topic_answer", "POST", "/topics/{open_topic}/answers", "403 422 422 422 422 422", {"body": " "}),
    Row("topic_answer", "POST", "/topics/{den_topic}/answers", "403 404 303 303 303 303", BODY),
    Row("topic_answer", "POST", "/topics/{vault_topic}/answers", "403 404 303 303 404 404", BODY),
    Row("topic_answer", "GET", "/topics/{open_topic}/answers", "303 303 303 303 303 303"),
    Row("topic_reply", "GET", "/topics/{club_topic}/replies", "303 200 200 200 200 200"),
    Row("topic_reply", "POST", "/topics/{club_topic}/replies", "403 303 303 303 303 303", BODY),
    Row("topic_reply", "POST", "/topics/{vault_topic}/replies", "403 404 303 303 404 404", BODY),
    Row("topic_unaccept", "POST", "/topics/{club_topic}/unaccept", "403 403 403 403 403 403"),
    Row("topic_unaccept", "POST", "/topics/{vault_topic}/unaccept", "403 404 403 403 404 404"),
    Row("attachment", "GET", "/attachments/{person}", "404 404 404 404 404 404"),
    Row("post_replies", "GET", "/posts/{open_answer}/replies", "200 200 200 200 200 200"),
    Row("post_replies", "GET", "/posts/{vault_answer}/replies", "404 404 200 200 404 404"),
    Row("post_reply", "GET", "/posts/{open_answer}/reply", "303 200 200 200 200 200"),
    Row("post_reply", "POST", "/posts/{open_answer}/reply", "403 303 303 303 303 303", BODY),
    Row("post_reply", "POST", "/posts/{vault_answer}/reply", "403 404 303 303 404 404", BODY),
    Row("post_accept", "POST", "/posts/{club_answer}/accept", "403 403 403 303 303 303"),
    Row("post_accept", "POST", "/posts/{vault_answer}/accept", "403 404 403 303 404 404"),
    Row("post_accept", "POST", "/posts/{club_question}/accept", "403 403 403 403 403 403"),
    Row("post_vote", "POST", "/posts/{club_answer}/vote", "403 303 403 303 303 303", {"value": "up"}),
    Row("post_vote", "POST", "/posts/{vault_answer}/vote", "403 404 403 303 404 404", {"value": "up"}),
    Row("post_vote", "POST", "/posts/{club_answer}/vote", "403 403 403 403 403 403", {"value": "9"}),
    Row("post_edit", "GET", "/posts/{club_question}/edit", "303 403 403 200 200 200"),
    Row("post_edit", "POST", "/posts/{club_question}/edit", "403 403 403 303 303 303", {"title": "T", "body": "B"}),
    Row("post_edit", "POST", "/posts/{vault_question}/edit", "403 404 403 303 404 404", {"title": "T", "body": "B"}),
    Row("post_delete", "GET", "/posts/{club_reply}/delete", "303 403 403 200 200 200"),
    Row("post_delete", "POST", "/posts/{club_reply}/delete", "403 403 403 303 303 303", {"reason": "Mistaken."}),
    Row("post_delete", "POST", "/posts/{club_question}/delete", "403 403 403 403 303 303", {"reason": "Mistaken."}),
    Row("post_delete", "POST", "/posts/{vault_reply}/delete", "403 404 403 303 404 404", {"reason": "Mistaken."}),
    Row("post_history", "GET", "/posts/{club_question}/history", "303 200 200 200 200 200"),
    Row("post_history", "GET", "/posts/{vault_question}/history", "303 404 200 200 404 404"),
]
FOR_STRANGERS: list[str] = ["/topics/{open_topic}"]
FOR_HOSTS: list[str] = [
    "/groups/{club}/ask",
    "/topics/{club_topic}",
    "/posts/{club_answer}/reply",
    "/posts/{club_answer}/replies",
    "/posts/{club_answer}/edit",
    "/posts/{club_answer}/delete",
    "/posts/{club_answer}/history",
]
