"""The front of the house: which door answers where."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from tickets.portal.testimonial import testimonials

handler500 = "helpdesk.outage.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="desk:inbox")),
    path("desk/", include("tickets.desk.urls")),
    path("t/", include("tickets.portal.urls")),
    path("testimonials/", testimonials, name="testimonials"),
    path("office/", include("tickets.office.urls")),
    path("mail/", include("mailbridge.urls")),
    path("health/", include("mailbridge.health.monitors")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("helpdesk.demo.urls")))
