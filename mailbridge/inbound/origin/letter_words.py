"""Small words that tell a sentence of a person from one of a program, in customers' languages."""

from mailbridge.inbound.text.vocabulary import either

# "Call me": who names herself is no program that names a colleague.
MYSELF = either(
    r"""
    \b(?:me|my|mich|mir|meine|mein|mi|moi|mon|ma|mij|mijn|mig|min|mnie|mne|меня|мне|мой)\b
    """
)
# With what a notice may lead up to the absence.
INFORMS = either(
    r"""
    \b(?:inform|please note|bitte beachten|tenga en cuenta|veuillez noter|si informa|hierbij|zawiadamiam|сообщаю)
    """
)
# "My account was closed and I am away": the absence is not what the sentence is about.
JOINS = either(
    r"""
    \b(?:and|but|und|aber|y|pero|et|mais|e|ma|mas|en|maar|och|og|i|ale|и|но)\s*$
    """
)
# "I am away, so the key is next door."
SO = either(
    r"""
    [,;]\s*(?:so|hence|therefore|but|deshalb|daher|darum|also|aber|así que|por lo que|pero|donc|alors|mais)\b
    [,;]\s*(?:quindi|perciò|ma|portanto|mas|dus|maar|så|men|więc|ale|поэтому|но)\b
    """
)
# How a letter ends.
CLOSES = either(
    r"""
    regards|greetings|wishes|holiday|christmas|year|weihnacht|grüß|gruß|feiertag|fêtes|noël|cordial|fiestas
    saludo|navidad|salut|feste|natale|cumpriment|natal|groet|pozdr|hälsning|hilsen|terveis|thank|merci
    danke|gracias|grazie|obrigad|bedankt|understanding|verständnis|comprensión|compréhension
    """
)
