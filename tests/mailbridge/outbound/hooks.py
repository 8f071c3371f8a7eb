"""The addresses of webhooks as they are where a secret is set."""

from django.urls import include, path

from helpdesk.urls import urlpatterns as front

urlpatterns = [*front, path("hooks/", include("anymail.urls"))]
