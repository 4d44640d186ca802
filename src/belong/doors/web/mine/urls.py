from django.urls import path

from belong.doors.web.mine import contesting, data, deciding, mails, permissions, views

urlpatterns = [
    path("me", views.mine, name="mine"),
    path("me/ledger", views.ledger, name="mine_ledger"),
    path("me/ledger/<int:fact>", contesting.contest, name="mine_contest"),
    path("me/contested/<uuid:contested>/take-back", contesting.taken_back, name="mine_contest_take_back"),
    path("me/permissions", permissions.permissions, name="mine_permissions"),
    path("me/permissions/change", permissions.changed, name="mine_permissions_change"),
    path("me/mails", mails.mails, name="mine_mails"),
    path("me/mails/choose", mails.chosen, name="mine_mails_choose"),
    path("me/data", data.data, name="mine_data"),
    path("me/data/ask", data.asked, name="mine_data_ask"),
    path("me/data/<uuid:export>", data.fetched, name="mine_data_fetch"),
    path("me/erase", data.erase, name="mine_erase"),
    path("gone/<uuid:erasure>", data.gone, name="gone"),
    path("contested", deciding.contested, name="contested"),
    path("contested/<uuid:entry>", deciding.decided, name="contested_entry"),
]
