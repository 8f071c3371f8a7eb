"""Whether words that answer a proposal sound like a yes or a no, in English or Spanish.

A hint for the agent, who decides. So it is silent rather than wrong: whatever says more than yes and thanks is
no yes, and a question is neither.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tickets.rules import courtesy

LONGEST = 400  # characters; a longer message says more than yes or no


class Stance(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Answer:
    stance: Stance
    option: int | None = None  # the place of the option that it names


_YES = re.compile(
    r"""\b(?:
    (?:estoy|estamos|totalmente|completamente)?\s?(?:de\sacuerdo|conformes?)
    | (?:lo\s|la\s)?acept(?:o|amos|ado|ada)
    | (?:me|nos)\s(?:parece|va|viene|queda)\s(?:muy\s)?(?:bien|perfecto|correcto|justo|genial|estupendo)
    | (?:me|nos)\s(?:vale|sirve|convence|conviene)
    | por\s(?:mi|nosotros)\s(?:parte\s)?(?:bien|perfecto|vale|adelante)
    | (?:no\shay|sin)\s(?:ningun\s)?problema | trato\shecho | claro\sque\ssi | por\ssupuesto
    | adelante | procedan | pueden?\s(?:cerrar|proceder)
    | (?:ya\s)?(?:esta\s|queda\s)?(?:todo\s)?(?:resuelto|solucionado|arreglado) | (?:ya\s|ahora\s)?funciona
    | (?:esta|muy)\sbien | prefiero | elijo | escojo | quiero | si | vale | perfecto | correcto | ok | okay
    | (?:i|we)\s(?:fully\s|totally\s)?(?:agree|accept) | agreed | accepted
    | (?:i|we)\s(?:would\s)?(?:choose|prefer|take)
    | (?:that|this|it)\s(?:works|suits)(?:\s(?:for\s)?(?:me|us))? | sounds\s(?:good|great|fair|fine|perfect)
    | (?:thats|that\sis|this\sis|its|it\sis)\s(?:fine|ok|okay|good|great|perfect|acceptable|fair)
    | (?:fine|ok|okay|good)\s(?:by|with|for)\s(?:me|us) | (?:im|i\sam|we\sare)\s(?:happy|fine|ok|okay|good)
    | (?:its|it\sis|all)\s(?:now\s)?(?:settled|solved|resolved|fixed|good) | it\sworks\snow
    | no\sproblem | go\sahead | you\s(?:can|may)\sclose | ^deal$ | yes | yep | sure | perfect | of\scourse
    )\b""",
    re.VERBOSE,
)
_NO = re.compile(
    r"""\b(?:
    no\s(?:estoy|estamos)\s(?:\w+\s)?(?:de\sacuerdo|conformes?|satisfech[oa]s?|content[oa]s?)
    | (?:en\s)?desacuerdo | para\snada\sde\sacuerdo | inaceptable
    | no\s(?:lo\s|la\s|puedo\s|podemos\s)?acept(?:o|amos|ar|arlo|arla)
    | no\s(?:me|nos)\s(?:parece|convence|sirve|vale|interesa|conviene|va)
    | no\s(?:(?:lo|la|los|las)\s)?(?:quiero|queremos)
      (?=$|\n|\s(?:un|una|el|la|los|las|eso|esto|ese|esa|nada|ningun\w*|opcion)\b)
    | no\ses\s(?:suficiente|aceptable|justo|lo\sque) | es\sinsuficiente
    | (?:todavia|aun)\sno | no,?\s(?:todavia|aun) | me\sniego | (?:lo\s|la\s)?rechaz(?:o|amos)
    | (?:sigue|siguen)\s(?:sin|igual|roto|rota|rotos|fallando|pasando|mal)
    | (?:me|nos)\ssigue\s(?:pasando|fallando) | (?:sigo|seguimos)\s(?:sin|igual|esperando)
    | no\s(?:esta|queda|quedo|se\sha|me\sha|me\shan|nos\shan?|ha|han|me\shabeis|nos\shabeis)
      \s(?:resuelto|solucionado|arreglado|llegado|devuelto)
    | nadie\s(?:me|nos)\sha\s(?:llamado|escrito|contestado|respondido)
    | no\s(?:me\s)?funciona
    | (?:do\snot|dont|cannot|cant|wont|will\snot)\s(?:agree|accept) | disagree | unacceptable
    | (?:do\snot|dont)\swant(?=$|\n|\s(?:a|an|the|that|this|it|any|your|opcion)\b)
    | not\s(?:agree|acceptable|happy|satisfied|settled|solved|fixed|resolved|enough|good\senough|yet|okay|ok)
    | not\swhat\s(?:i|we)\b | (?:dis|un)satisfied
    | (?:its|it\sis|thats|that\sis|this\sis)\s(?:not\sfair$|not\sfair\n|unfair|insufficient)
    | (?:isnt|wasnt)\s(?:acceptable|settled|solved|fixed|resolved|enough|good\senough|working)
    | still\s(?:not|no|broken|waiting|does|doesnt|fails|failing|happening|wrong|missing|isnt|open|there)
    | (?:does\snot|doesnt|did\snot|didnt|is\snot|isnt)\s(?:work|working|help|solve|fix|suit)
    | (?:have\snot|havent)\sreceived\s(?:the|my|any\w*|it) | (?:has\snot|hasnt)\s(?:arrived|come)
    | keeps\s(?:happening|failing) | (?:nobody|no\sone)\shas\s(?:called|written|answered|replied)
    | (?:i|we)\s(?:refuse|reject|decline)
    | no\s(?:gracias|thanks|thank\syou)
    )\b
    | ^(?:no|no\sway|no\sdeal|(?:absolutely|certainly)\snot|(?:no\s)?de\sninguna\smanera|de\seso\snada|ni\shablar
    | insuficiente|(?:el\sproblema|the\sproblem)\s(?:continua|persiste|persists)|nothing\shas\schanged
    | it\s(?:happened\sagain|never\sarrived))$""",
    re.VERBOSE | re.MULTILINE,
)
_GREETING = re.compile(
    r"\s*(?:hola|buen[oa]s\s\w+|estimad[oa]s?|hello|hi|dear|good\s\w+)\b,?[^,:.!\n]{0,40}[,:\n]"
)
_AROUND = (
    "con la el lo los las su sus una un a al de me mi nos yo y esa esta ese eso esto opcion propuesta solucion oferta "
    "entonces pues asi por favor hola asunto caso el ticket "
    "with this that the your my a an to me us i we am are it is and so please option proposal solution offer "
    "case request now fine for"
)
_FILLERS = courtesy.WORDS | frozenset(_AROUND.split())
_OPTION = "opcion"


def read(text: str, options: Sequence[Sequence[str]] = ()) -> Answer | None:
    """What the customer's new words seem to say. `options` are the names of each one that was offered."""
    if len(text) > LONGEST or "?" in text:
        return None
    plain = _plain(text)
    named = [place for place, names in enumerate(options) if _names(plain, names)]
    if len(named) == 1:
        plain = _without(plain, options[named[0]])
    if _NO.search(plain):
        return None if _is_yes(plain, text) else Answer(Stance.NO)
    if len(named) > 1 or not _is_yes(plain, text):
        return None
    return Answer(Stance.YES, named[0] if named else None)


def _plain(text: str) -> str:
    """Small letters without accents and apostrophes; a sentence a line."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(char)
    )
    without = (
        _GREETING.sub("", re.sub(r"['’]", "", bare), count=1) if _GREETING.match(bare) else bare
    )
    lines = re.split(r"[.!¡;:\n]+", re.sub(r"['’]", "", without))
    return "\n".join(" ".join(re.findall(r"[^\W_]+", line)) for line in lines).strip()


def _is_yes(plain: str, text: str) -> bool:
    """At least one sentence is a yes, and none says more than yes, thanks and a name."""
    sentences = [line for line in plain.splitlines() if line]
    yes = [bool(_YES.search(line)) and _is_filled(_YES.sub(" ", line)) for line in sentences]
    rest = [line for line, is_yes in zip(sentences, yes, strict=True) if not is_yes]
    return any(yes) and all(_is_filled(line) or _is_signature(line, text) for line in rest)


def _is_filled(words: str) -> bool:
    return all(word in _FILLERS for word in words.split())


def _is_signature(line: str, text: str) -> bool:
    """The last line, of a few words that all begin with a capital."""
    last = text.strip().splitlines()[-1].strip(" .-–—")
    return _plain(last) == line and bool(re.fullmatch(r"(?:[^\W\d_a-z][\w'’-]*\s?){1,4}", last))


def _names(plain: str, names: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(_plain(name))}\b", plain) for name in names if name)


def _without(plain: str, names: Sequence[str]) -> str:
    for name in filter(None, names):
        plain = re.sub(rf"\b{re.escape(_plain(name))}\b", _OPTION, plain)
    return plain
