"""Whether words want something of us: the mark of a person, whatever the subject says."""

import re

from mailbridge.inbound.text.vocabulary import either

# A mark within an address is no question, and "Urgent? Call Tom." asks nobody. The Greek mark
# looks like a semicolon.
_QUESTION = re.compile(r"[?？؟\u037e](?=[\s)\"'»”\]!?]|$)|[？؟]|(?<=[α-ωά-ώ]);(?=\s|$)")
_OF_NOBODY = re.compile(
    r"\b(?:\w+ ){0,3}(?:urgen|emergenc|dring|eilig|spoed|haast|piln|срочн)\w*\s?\?"
    r"|\bneed (?:\w+ ){0,3}(?:help|assistance|support)[^?.!]{0,20}\?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{1,400}[\"”“»]")
_OF_OUR_ANSWER = either(
    r"""
    \byour (?:\w+ )?(?:auto(?:matic|mated)?[ -]?(?:reply|replies|response|answer|mail|message)|out[ -]of[ -]office)
    \b(?:ihre|eure|deine)\w* (?:automatisch\w* (?:antwort|nachricht|e-?mail)|abwesenheitsnotiz|autoantwort)
    \b(?:ihrem|in ihrer) (?:programm|app|shop)
    \b(?:su|vuestra|tu) (?:respuesta|contestación|mensaje) automátic|automátic\w de (?:su|vuestra|tu)
    \b(?:votre|vos|ta) (?:réponse|message|répondeur)s? (?:automatique|d'absence)|automatique de (?:votre|vos)
    \b(?:vostra|sua|tua) risposta automatica|\b(?:vossa|sua|tua) resposta automática
    automátic\w d[oa] (?:voss|seu|sua)
    \b(?:uw|jullie|je) (?:automatische? (?:antwoord|bericht)|afwezigheidsbericht)|(?:wasz\w|państwa) automatyczn
    ваш\w* авто
    (?<!is )\b(?:the|my|our|your|an?) (?:\w+ )?(?:auto|automatic|automated)[ -]?(?:repl(?:y|ies)|respon(?:der|se)s?)\b
    (?<!is )\b(?:the|my|our|your|an?) (?:\w+ )?(?:automatic|automated|vacation|absence) (?:message|notice|mail)\b
    (?<!is )\b(?:the|my|our|your|an?) (?:\w+ )?vacation (?:repl(?:y|ies)|response|notice)\b
    (?<!is )\b(?:the|my|our|your|an?) (?:\w+ )?(?:absence|out[ -]of[ -]office) repl(?:y|ies)\b
    (?<!is )\b(?:the|my|our|your|an?) (?:\w+ )?(?:absence|out[ -]of[ -]office) (?:response|notice)\b
    (?<!ist )(?<!nur )\b(?:die|der|meine|eine) (?:automatische antwort|abwesenheitsnotiz)
    (?<!ist )(?<!nur )\b(?:die|der|meine|eine) (?:abwesenheitsmeldung|autoantwort)
    (?<!esta es )\b(?:la|mi|una) (?:respuesta automática|autorrespuesta)
    (?<!ceci est )(?<!est )\b(?:la|ma|une) réponse automatique
    (?<!questa è )\b(?:la|mia|una) risposta automatica|(?<!esta é )\b(?:a|minha|uma) resposta automática
    (?<!dit is )\b(?:het|mijn|een) (?:automatisch antwoord|afwezigheidsbericht)
    (?:got|get) (?!this\b).{0,30}\bauto(?:matic|mated)?[ -]?(?:reply|replies|response|answer)
    (?:getting|received?|receiving) (?!this\b).{0,30}\bauto(?:matic|mated)?[ -]?(?:reply|replies)
    (?:getting|received?|receiving) (?!this\b).{0,30}\bauto(?:matic|mated)?[ -]?(?:response|answer)
    (?:bekomme|bekam|erhalte|erhielt|kam) .{0,40}(?:automatische antwort|abwesenheitsnotiz)
    (?:recib[oí]|llega|llegó) .{0,40}automátic|(?:reçois|reçu|reçue) (?!cette\b|ce\b).{0,40}automatique
    ricev\w+ (?!questa\b).{0,40}automatica
    \byour (?:system|robot|program|shop|website|portal|server|computer)\b
    \b(?:ihr|ihrem|ihren|eurem) (?:system|roboter|programm|portal|server)\b
    \b(?:su|vuestro|tu) (?:sistema|programa|portal)\b
    \bvotre (?:système|robot|logiciel|site|portail)\b|\b(?:vostro|suo) (?:sistema|portale|sito)\b
    \b(?:ert|er|jeres|deres) (?:automatisk\w* svar|autosvar)
    """
)
# A wish that sends nobody to a colleague; "please note" wishes nothing.
_WISHES = either(
    r"""
    \bplease\b(?! (?:note|be (?:advised|aware|informed)|accept))
    \bbitte\b(?! (?:beachten|haben sie verständnis|entschuldigen))|por favor(?!,? (?:tenga|tome) )
    s'il vous pla[iî]t|\bmerci de (?!noter|votre)|per favore|per cortesia|alstublieft|\bgraag\b|\bprosz[ęe]\b
    пожалуйста|будь ласка|\bprosím\b|\bkérem\b|vă rog|\bмоля\b|\bmolimo?\b|\bмолим\b|\bprosimo?\b
    παρακαλ|lütfen|vänligen|\bvenligst|vennligst|\bpalun\b|\blūdzu\b|\bpraš(?:au|ome)\b|בבקשה|الرجاء|يرجى|\bلطفا
    กรุณา|ช่วย|vui lòng|\bxin\b|\bmohon\b|\btolong\b|ください|주세요|[请請](?!假)|si us plau|mesedez|vinsamlegast
    """
)


def wishes(sentence: str) -> bool:
    return bool(_WISHES.search(sentence))


def asks(words: str) -> bool:
    return bool(_QUESTION.search(_OF_NOBODY.sub(" ", words)))


def answers_a_program(words: str) -> bool:
    """Whether it speaks of an automatic answer of ours."""
    return bool(_OF_OUR_ANSWER.search(words))


def without_quotations(words: str) -> str:
    """Whoever puts a program's sentence between quotation marks is a person."""
    return _QUOTED.sub(" … ", words)
