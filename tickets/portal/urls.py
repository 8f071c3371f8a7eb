from django.urls import path

from tickets.portal.all_tickets import all_tickets, ask_all, end_all, open_one
from tickets.portal.attachment import attachment
from tickets.portal.call import ask_call, call, cancel_call
from tickets.portal.conversation import message
from tickets.portal.language import language
from tickets.portal.paper import paper
from tickets.portal.proposal import accept, decline, proposal
from tickets.portal.rating import allow, comment, rate, rating, withdraw
from tickets.portal.reply import reply
from tickets.portal.status import status

app_name = "portal"
urlpatterns = [
    # A token is never as short as "all".
    path("all/", ask_all, name="ask_all"),
    path("all/<str:token>/", all_tickets, name="all_tickets"),
    path("all/<str:token>/open/<int:number>/", open_one, name="open_one"),
    path("all/<str:token>/end/", end_all, name="end_all"),
    path("<str:token>/", status, name="status"),
    path("<str:token>/print/", paper, name="paper"),
    path("<str:token>/message/<int:message_id>/", message, name="message"),
    path("<str:token>/reply/", reply, name="reply"),
    path("<str:token>/proposal/", proposal, name="proposal"),
    path("<str:token>/proposal/<int:proposal_id>/accept/", accept, name="accept"),
    path("<str:token>/proposal/<int:proposal_id>/decline/", decline, name="decline"),
    path("<str:token>/call/", call, name="call"),
    path("<str:token>/call/ask/", ask_call, name="ask_call"),
    path("<str:token>/call/cancel/", cancel_call, name="cancel_call"),
    path("<str:token>/rating/", rating, name="rating"),
    path("<str:token>/rating/score/", rate, name="rate"),
    path("<str:token>/rating/comment/", comment, name="comment"),
    path("<str:token>/rating/allow/", allow, name="allow"),
    path("<str:token>/rating/withdraw/", withdraw, name="withdraw"),
    path("<str:token>/language/", language, name="language"),
    path("<str:token>/file/<int:attachment_id>/", attachment, name="attachment"),
]
