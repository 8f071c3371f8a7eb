"""The agents' door: lists of what falls due next, and the ticket with all that one needs to answer it.

A view loads in scope (`scope.py`), binds a form, calls one verb of the ticket, and answers with a page or,
to htmx, with the fragment that the page itself includes. Every form also works as a plain post.
"""
