"""The fifth door of the house: mail servers.

`inbound` turns what lies in a mailbox into tickets, `outbound` hands the desk's answers to the
mail server. The two know the models of this package and the room, and never each other.
"""
