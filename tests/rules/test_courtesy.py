"""Thanks and nothing else: the one kind of message that reopens no settled ticket."""

import pytest

from tickets.rules.courtesy import is_courtesy


@pytest.mark.parametrize(
    "text",
    ["Thanks!", "Thank you very much, kind regards", "It works now, thanks", "Muchas gracias",
     "¡Perfecto, mil gracias!", "GRACIAS POR SU AYUDA. UN SALUDO", "Ya está solucionado, gracias"],
)  # fmt: skip
def test_thanks_are_a_courtesy(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    ["", "Ok", "Thanks, but it is not fixed", "Gracias, pero no", "No funciona", "¿Gracias?",
     "Thanks. When will it come?", "Gracias por nada", "Gracias, pedido 5512", "gracias " * 20,
     "Gracias. Mi marido sigue esperando."],
)  # fmt: skip
def test_whatever_says_more_is_none(text: str) -> None:
    assert not is_courtesy(text)
