"""The customer's language, or "" where nobody could tell."""

import pytest

from mailbridge.inbound.text.language import detect

TEXTS = {
    "Hola, no puedo entrar en mi cuenta desde ayer.": "es",
    "No funciona la impresora de la recepción": "es",
    "Hi, I cannot log in since yesterday.": "en",
    "Where is my order? It was due on Monday.": "en",
    "Bon dia, no puc entrar al meu compte des d'ahir": "ca",
    "Não consigo entrar na minha conta desde ontem": "pt",
    "Bonjour, je ne peux pas me connecter depuis hier": "fr",
    "Guten Tag, ich kann mich seit gestern nicht anmelden": "de",
    "Buongiorno, da ieri non riesco ad accedere": "it",
    "Gracias": "",
    "Pedido 12345 sin entregar": "",
    "12345 67890": "",
    "ana@acme.example https://acme.example/pedido": "",
    "Привет, где мой заказ?": "",
    "注文がまだ届いていません": "",
    "": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_language_of(text: str) -> None:
    assert detect(text) == TEXTS[text]
