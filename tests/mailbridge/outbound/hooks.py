"""The addresses of webhooks as they are where a secret is set."""

from django.urls import include, path

from helpdesk.urls import urlpatterns as front
from mailbridge.outbound.webhooks import patterns

urlpatterns = [*front, path("hooks/", include(patterns()))]
