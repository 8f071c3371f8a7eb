from django.urls import URLPattern, path

from tickets.office.behind import behind, behind_csv, rated
from tickets.office.download import by_day_csv, by_team_csv
from tickets.office.procedure import move, preview, procedure, procedures, retire, step
from tickets.office.protocol import delete, thing, things
from tickets.office.report import report

app_name = "office"
urlpatterns: list[URLPattern] = [
    path("", report, name="home"),
    path("figures/days.csv", by_day_csv, name="by_day_csv"),
    path("figures/teams.csv", by_team_csv, name="by_team_csv"),
    path("figures/ratings/", rated, name="rated"),
    path("figures/<slug:metric>/", behind, name="behind"),
    path("figures/<slug:metric>.csv", behind_csv, name="behind_csv"),
    path("procedures/", procedures, name="procedures"),
    path("procedures/new/", procedure, name="new_procedure"),
    path("procedures/<int:procedure_id>/", procedure, name="procedure"),
    path("procedures/<int:procedure_id>/steps/new/", step, name="new_step"),
    path("procedures/<int:procedure_id>/steps/preview/", preview, name="preview_new_step"),
    path("procedures/<int:procedure_id>/steps/<int:step_id>/", step, name="step"),
    path(
        "procedures/<int:procedure_id>/steps/<int:step_id>/preview/", preview, name="preview_step"
    ),
    path("procedures/<int:procedure_id>/steps/<int:step_id>/move/", move, name="move_step"),
    path("procedures/<int:procedure_id>/steps/<int:step_id>/retire/", retire, name="retire_step"),
    path("<slug:kind>/", things, name="things"),
    path("<slug:kind>/new/", thing, name="new_thing"),
    path("<slug:kind>/<int:thing_id>/", thing, name="thing"),
    path("<slug:kind>/<int:thing_id>/delete/", delete, name="delete_thing"),
]
