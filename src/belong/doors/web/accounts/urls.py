"""Of the library's addresses those that can be reached, under its names: it looks them up by these."""

from django.urls import path

from belong.doors.web.accounts import views

urlpatterns = [
    path("account", views.account, name="account"),
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in/closed", views.Closed.as_view(), name="account_inactive"),
    path("sign-up", views.SignUp.as_view(), name="account_signup"),
    path("sign-out", views.SignOut.as_view(), name="account_logout"),
    path("account/password", views.Password.as_view(), name="account_change_password"),
]
