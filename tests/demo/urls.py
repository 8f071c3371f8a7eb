"""The house with the demo's door, which settings.DEMO alone would open."""

from django.urls import include, path

from helpdesk.urls import urlpatterns as house

urlpatterns = [*house, path("demo/", include("helpdesk.demo.urls"))]
