"""Where providers report what became of a mail. Without a secret there is no such door (A43)."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

app_name = "mailbridge"
urlpatterns: list[URLPattern | URLResolver] = []
if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    urlpatterns.append(path("hooks/", include("anymail.urls")))
