from django.urls import URLPattern, URLResolver, include, path

from tickets.office.alternative import alternative, remove_alternative
from tickets.office.behind import behind, behind_table, rated
from tickets.office.cause import cause, causes, move_cause
from tickets.office.complaint import annul, complaint, complaints
from tickets.office.complaint_analysis import complained, complaint_analysis
from tickets.office.complaint_download import complaint_analysis_csv, complaint_analysis_xlsx
from tickets.office.complaint_register import complaint_register
from tickets.office.corrective_action import corrective_actions
from tickets.office.download import by_day_table, by_team_table
from tickets.office.ending import ended
from tickets.office.flag import flagged
from tickets.office.moving import moving
from tickets.office.policy import policies
from tickets.office.procedure import (
    add_steps,
    discard,
    new_procedure,
    procedure,
    procedures,
    publish,
)
from tickets.office.promise import promised
from tickets.office.protocol import delete, thing, things
from tickets.office.protocol_file import download, protocol_file, start_from
from tickets.office.report import report
from tickets.office.step import move, preview, remove, step
from tickets.office.suppression import lift_suppression, suppressions
from tickets.office.testimonial import (
    publish_testimonial,
    take_off_testimonial,
    testimonials,
    testimonials_table,
)

OF_A_PROCEDURE: list[URLPattern] = [
    path("", procedure, name="procedure"),
    path("publish/", publish, name="publish"),
    path("discard/", discard, name="discard"),
    path("moving/", moving, name="moving"),
    path("add-steps/", add_steps, name="add_steps"),
    path("new-step/", step, name="new_step"),
    path("new-step/preview/", preview, name="preview_new_step"),
    path("steps/<slug:key>/", step, name="step"),
    path("steps/<slug:key>/preview/", preview, name="preview_step"),
    path("steps/<slug:key>/move/", move, name="move_step"),
    path("steps/<slug:key>/remove/", remove, name="remove_step"),
    path("new-alternative/", alternative, name="new_alternative"),
    path("alternatives/<slug:key>/", alternative, name="alternative"),
    path("alternatives/<slug:key>/remove/", remove_alternative, name="remove_alternative"),
]
OF_COMPLAINTS: list[URLPattern] = [
    path("", complaints, name="complaints"),
    path("analysis/", complaint_analysis, name="complaint_analysis"),
    path("analysis.csv", complaint_analysis_csv, name="complaint_analysis_csv"),
    path("analysis.xlsx", complaint_analysis_xlsx, name="complaint_analysis_xlsx"),
    path("counted/", complained, name="complained"),
    path("settings/", complaint_register, name="complaint_register"),
    path("actions/", corrective_actions, name="corrective_actions"),
    path("causes/", causes, name="causes"),
    path("causes/new/", cause, name="new_cause"),
    path("causes/<int:cause_id>/", cause, name="cause"),
    path("causes/<int:cause_id>/move/", move_cause, name="move_cause"),
    path("<int:year>/<int:number>/", complaint, name="complaint"),
    path("<int:year>/<int:number>/annul/", annul, name="annul_complaint"),
]
app_name = "office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", report, name="home"),
    path("stopped-addresses/", suppressions, name="suppressions"),
    path("stopped-addresses/<int:suppression_id>/lift/", lift_suppression, name="lift_suppression"),
    path("figures/days.<table:kind>", by_day_table, name="by_day_table"),
    path("figures/teams.<table:kind>", by_team_table, name="by_team_table"),
    path("figures/endings/", ended, name="ended"),
    path("figures/flags/", flagged, name="flagged"),
    path("figures/promises/", promised, name="promised"),
    path("testimonials/", testimonials, name="testimonials"),
    path("testimonials.<table:kind>", testimonials_table, name="testimonials_table"),
    path("testimonials/<int:rating_id>/publish/", publish_testimonial, name="publish_testimonial"),
    path(
        "testimonials/<int:rating_id>/take-off/", take_off_testimonial, name="take_off_testimonial"
    ),
    path("figures/ratings/", rated, name="rated"),
    path("figures/<slug:metric>/", behind, name="behind"),
    path("figures/<slug:metric>.<table:kind>", behind_table, name="behind_table"),
    path("protocol/", protocol_file, name="protocol_file"),
    path("protocol/start-from/", start_from, name="start_from"),
    path("protocol/protocol.yaml", download, name="protocol_download"),
    path("procedures/", procedures, name="procedures"),
    path("policies/", policies, name="policies"),
    path("procedures/new/", new_procedure, name="new_procedure"),
    path("procedures/<int:procedure_id>/", include(OF_A_PROCEDURE)),
    path("complaints/", include(OF_COMPLAINTS)),
    path("<slug:kind>/", things, name="things"),
    path("<slug:kind>/new/", thing, name="new_thing"),
    path("<slug:kind>/<int:thing_id>/", thing, name="thing"),
    path("<slug:kind>/<int:thing_id>/delete/", delete, name="delete_thing"),
]
