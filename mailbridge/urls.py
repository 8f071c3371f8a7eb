from django.urls import URLPattern, URLResolver, include, path

app_name = "mailbridge"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hooks/", include("anymail.urls")),
]
