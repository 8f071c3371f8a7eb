from django.urls import path

from helpdesk.demo import mailbox

app_name = "demo"
urlpatterns = [
    path("", mailbox.mailbox, name="mailbox"),
    path("mails/", mailbox.mails, name="mails"),
    path("mails/<int:uid>/", mailbox.mail, name="mail"),
    path("mails/<int:uid>/body/", mailbox.body, name="body"),
    path("mails/<int:uid>/files/<int:index>/", mailbox.file, name="file"),
]
