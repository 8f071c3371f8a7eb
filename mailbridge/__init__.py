"""The fifth door of the house: mail servers.

`inbound` turns what lies in a mailbox into tickets, `outbound` hands the desk's answers to the
mail server. The two know the models of this package and the room, and never each other. `oauth`
signs in where no password does; `problems` says in words what went wrong, `health` whether all is
well, and `office` shows both to administrators.
"""
