from django.urls import URLPattern, path, re_path

from tickets.desk.agreement import agreement
from tickets.desk.appearance import appearance
from tickets.desk.assignment import assign, claim
from tickets.desk.attachment import attachment
from tickets.desk.bulk import bulk, bulk_actions, take_back
from tickets.desk.call import cancel_call, log_call
from tickets.desk.caller import caller
from tickets.desk.canned_response import canned_response
from tickets.desk.category import category
from tickets.desk.complaint import answered, complaint
from tickets.desk.corrective_action import (
    change_action,
    finish_action,
    link_action,
    open_action,
    reopen_action,
)
from tickets.desk.customer_address import customer_address
from tickets.desk.customer_group import customer_group
from tickets.desk.flag import dismiss_flag, escalate
from tickets.desk.frame import frame
from tickets.desk.inbox import VIEWS, inbox
from tickets.desk.link import renew_link
from tickets.desk.merge import merge, unmerge
from tickets.desk.note import note
from tickets.desk.notice import seen
from tickets.desk.official_form import official_form
from tickets.desk.picture import picture
from tickets.desk.priority import priority
from tickets.desk.procedure import change_procedure
from tickets.desk.promise import hold, promises, settle
from tickets.desk.reply import reply, undo
from tickets.desk.search import search
from tickets.desk.sending_again import lift, send_again
from tickets.desk.status import close, release, spam, status
from tickets.desk.step import complete, go_back, skip, tick
from tickets.desk.ticket import ticket

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox, name="inbox"),
    re_path(rf"^(?P<view>{'|'.join(VIEWS)})/$", inbox, name="view"),
    path("search/", search, name="search"),
    path("caller/", caller, name="caller"),
    path("bulk/", bulk, name="bulk"),
    path("bulk/done/", bulk_actions, name="bulk_actions"),
    path("bulk/<int:action_id>/undo/", take_back, name="undo_bulk"),
    path("appearance/", appearance, name="appearance"),
    path("tickets/<int:number>/", ticket, name="ticket"),
    path("tickets/<int:number>/reply/", reply, name="reply"),
    path("tickets/<int:number>/note/", note, name="note"),
    path("tickets/<int:number>/canned/", canned_response, name="canned_response"),
    path("tickets/<int:number>/claim/", claim, name="claim"),
    path("tickets/<int:number>/assign/", assign, name="assign"),
    path("tickets/<int:number>/status/", status, name="status"),
    path("tickets/<int:number>/close/", close, name="close"),
    path("tickets/<int:number>/merge/", merge, name="merge"),
    path("tickets/<int:number>/unmerge/", unmerge, name="unmerge"),
    path("tickets/<int:number>/spam/", spam, name="spam"),
    path("tickets/<int:number>/category/", category, name="category"),
    path("tickets/<int:number>/steps/<int:step_id>/complete/", complete, name="complete_step"),
    path("tickets/<int:number>/steps/<int:step_id>/skip/", skip, name="skip_step"),
    path("tickets/<int:number>/priority/", priority, name="priority"),
    path("tickets/<int:number>/address/", customer_address, name="customer_address"),
    path("tickets/<int:number>/group/", customer_group, name="customer_group"),
    path("tickets/<int:number>/steps/<int:step_id>/tick/", tick, name="tick"),
    path("tickets/<int:number>/steps/back/", go_back, name="go_back"),
    path("tickets/<int:number>/procedure/", change_procedure, name="change_procedure"),
    path("tickets/<int:number>/hold/", hold, name="hold"),
    path("tickets/<int:number>/promises/", promises, name="promises"),
    path("tickets/<int:number>/promises/<int:promise_id>/", settle, name="settle_promise"),
    path("tickets/<int:number>/call/", log_call, name="log_call"),
    path("tickets/<int:number>/call/cancel/", cancel_call, name="cancel_call"),
    path("tickets/<int:number>/flags/<int:flag_id>/not-so/", dismiss_flag, name="dismiss_flag"),
    path("tickets/<int:number>/flags/<int:flag_id>/escalate/", escalate, name="escalate"),
    path("tickets/<int:number>/link/", renew_link, name="renew_link"),
    path(
        "tickets/<int:number>/proposals/<int:proposal_id>/answered-in/<int:message_id>/",
        agreement,
        name="agreement",
    ),
    path("tickets/<int:number>/complaint/", complaint, name="complaint"),
    path("tickets/<int:number>/complaint/answered/", answered, name="complaint_answered"),
    path("tickets/<int:number>/complaint/form/", official_form, name="official_form"),
    path("tickets/<int:number>/complaint/actions/", open_action, name="open_action"),
    path("tickets/<int:number>/complaint/actions/link/", link_action, name="link_action"),
    path("actions/<int:action_id>/", change_action, name="change_action"),
    path("actions/<int:action_id>/done/", finish_action, name="finish_action"),
    path("actions/<int:action_id>/reopen/", reopen_action, name="reopen_action"),
    path("tickets/<int:number>/lift/", lift, name="lift"),
    path("notices/<int:notice_id>/seen/", seen, name="seen"),
    path("messages/<int:message_id>/again/", send_again, name="send_again"),
    path("messages/<int:message_id>/undo/", undo, name="undo"),
    path("messages/<int:message_id>/release/", release, name="release"),
    path("messages/<int:message_id>/frame/", frame, name="frame"),
    path("files/<int:attachment_id>/", attachment, name="attachment"),
    path("pictures/<str:right>/", picture, name="picture"),
]
