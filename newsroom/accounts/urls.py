"""Addresses of the second step of the login, of one's own login, and of everybody's for administrators."""

from django.contrib import admin
from django.urls import path

from newsroom.accounts import people, views

app_name = "accounts"
desk = admin.site.admin_view
urlpatterns = [
    path("second-step/", views.second_step, name="second_step"),
    path("second-step/set-up/", views.set_up, name="set_up"),
    path("my-login/", desk(views.mine), name="mine"),
    path("my-login/end/", desk(views.end), name="end"),
    path("my-login/codes/", desk(views.codes), name="codes"),
    path("my-login/one-step/", desk(views.one_step), name="one_step"),
    path("logins/", desk(people.logins), name="logins"),
    path("logins/require/", desk(people.require), name="require"),
    path("logins/release/", desk(people.release), name="release"),
    path("logins/<int:user>/", desk(people.person), name="person"),
    path("logins/<int:user>/end/", desk(people.end), name="person_end"),
    path("logins/<int:user>/reset/", desk(people.reset), name="person_reset"),
]
