"""Parameters of every kind of mail, as a room would post them."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "service.address_code": {"code": "412 907", "path": "/sign-in/address?code=412+907"},
    "service.sign_in_code": {"code": "K7QX-2M4P"},
    "service.password_reset": {"path": "/account/password/reset/3f-a91c/"},
    "service.known_address": {},
    "service.unknown_address": {},
    "service.account_changed": {"what": "There is a new password."},
    "service.stay_in_touch": {"path": "/stay-in-touch/yes/q81"},
    "service.in_touch": {"path": "/leave/0192/mail/news/a1"},
    "service.leave": {"path": "/leave/0192/mail/news/a1"},
    "service.invitation": {
        "path": "/join/x92",
        "from_name": "Ana Ortiz",
        "line": "You know more about millstones than all of us.",
        "group": "Orchard",
        "topic": "How often does a millstone need dressing?",
    },
    "service.join_decided": {"yes": True, "reason": "Say hello in the Orchard group.", "path": "/come-in/u73"},
    "service.claim_decided": {"yes": False, "reason": "The old address answers to somebody else."},
    "service.claim_parted": {},
    "service.entry_decided": {"withdrawn": False, "answer": "You were at the table: the list has your name."},
    "conversations.answered": {"about": "discussions.post:12", "who": 7},
    "conversations.replied": {"about": "discussions.post:13", "who": 7},
    "service.export_ready": {"path": "/me/data"},
}
