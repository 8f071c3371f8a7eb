"""By which plain signs a customer seems upset, or a matter at risk, in English and Spanish (R29, R11).

`read` finds what was said, word for word; the ticket adds what happened (waits, declines). `flags` says which
flags that raises. No model that guesses: each sign can be shown to the agent, who may say that it is not so.
"""

from tickets.rules.signs.flags import FACTS, NEEDED, Flag, Found, Own, Sign, flags, in_a_row
from tickets.rules.signs.reading import read

__all__ = ["FACTS", "NEEDED", "Flag", "Found", "Own", "Sign", "flags", "in_a_row", "read"]
