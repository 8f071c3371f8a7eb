"""Last lines that begin as a phone's signature does, and are the customer's own."""

import pytest

from mailbridge.inbound.quoting.quotes import split_text

NEW = "Palabras nuevas.\n\nSegunda línea."
OWN_ENDINGS = """
Von meinem Konto wurden 40 Euro abgebucht.
Von meiner Seite ist alles erledigt
Mit der App geht es auch nicht
Mit dem Handy kann ich die Seite nicht öffnen
Outlook für Android zeigt die Rechnung nicht an
From my phone I cannot open the page
Sent from my bank on Monday, so you should have it
Sent via mobile transfer on 3 May
Please consider the environment and use less plastic
Enviado desde mi pueblo, así que tarda más
Enviado desde mi cuenta de correo antigua
Envoyé par courrier recommandé
Inviato dal mio conto il 3 maggio
Verstuurd vanaf mijn rekening op 3 mei
Wysłano z poczty w Gdańsku
Отправлено с моего счёта 3 мая
Sendt fra min bank i mandags
나의 iPhone이 고장났어요
""".strip().split("\n")


@pytest.mark.parametrize("line", OWN_ENDINGS)
def test_words_that_begin_as_a_boast_does_stay(line: str) -> None:
    assert split_text(f"{NEW}\n\n{line}\n").reply == f"{NEW}\n\n{line}"
