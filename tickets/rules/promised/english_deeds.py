"""How English says that something will be done, and by whom; folded: without accents."""

from __future__ import annotations

import re

from tickets.rules.promised.tongue import Deeds, words

_DAYS = "mon(?:day)?s?|tue(?:s?day)?s?|wed(?:nesday)?s?|thu(?:rsday)?s?|fri(?:day)?s?|saturdays?|sundays?"

DEEDS = Deeds(
    splits=re.compile(
        r"[;:]\s|,\s+(?=(?:and|but|so|or|then|please|if|when|once|which|who|that)\b)|\s-\s|\s–\s"
        r"|\s+(?=(?:but|if|unless|once|because|although|while|so that|please)\b)"
    ),
    ours=words(
        r"(?:we|i)(?:'ll|'re| will| shall|'m| am| are)(?: \w+){0,2}? (?!not\b)\w+|(?:we|"
        "i) (?:expect|aim|plan|hope|promise|intend|can|commit|undertake)|(?:we|i) (?:call|ring|"
        "answer|reply|write|send|ship|refund|get back)|you(?:'ll| will| should|"
        " can expect to)(?: also| then| definitely| certainly)? (?:receive|get|hear|have|see|"
        "find|be (?:refunded|contacted|called|informed|told|reimbursed|paid|able to (?:use|see|"
        "log|sign|track)))|you can (?:expect|count on)|expect (?:an?|our|my|the|your)|(?:will|"
        "'ll|should|is going to|are going to) (?:also |then |all |both |now )?(?:be|have|arrive|"
        "reach|leave|ship|call|contact|answer|reply|send|refund|visit|write|get|come|repair|"
        "replace|deliver|collect|take|give|let|go|fix|issue|pick)|(?:let me|allow me to|"
        "allow us to|give me|give us)|(?:arrives|leaves|ships|goes out|is leaving|is arriving|"
        "is due|are due|is scheduled|is booked)|takes|(?:my|our) (?:promise|commitment|goal|aim)"
    ),
    not_ours=words(
        "cannot|we(?:'ll| will)? need|can't|can not|won't|will not|not be able|unable|would have|"
        "could have|you (?:must|need|have to|should send|may|could|can (?!expect|count)|said|"
        "told|wrote|asked|mentioned|placed|ordered|paid|sent|bought)|you(?:'ll| will) (?:need|"
        "have to|send|bring|pay|return|call|be able to (?:send|return|cancel|order|buy|pay)|"
        "be charged)|(?:please|kindly|remember to|make sure|be sure|do not forget|"
        "don't forget)(?! expect)|expires?|will end|ends|closes?|closed|open|opening hours|"
        "office hours|holiday|valid|until|till|as of|starting|offer|sale|promotion|every|each|"
        "usually|normally|might|maybe|perhaps|away|out of (?:the )?office|was|were|did|had|"
        "deadline for|unless|instead of|dated|renews?|due from you|you promised|on leave"
    ),
    conditions=words("if|unless|provided|as soon as|once|when|whenever|in case|should you|after"),
    bare=words(
        "answer|reply|refund|delivery|update|call|eta|repair|next news|solution|resolution|"
        "replacement|new date|expected|arrival|visit|collection|appointment|shipping|dispatch"
    ),
    not_a_date_after=words(
        "of|from|since|every|each|last|until|till|through|past|per|between|dated|to|than"
    ),
    not_a_number_after=words("invoice|order|number|no|version|page|section"),
    ranges=words(rf"(?:{_DAYS}),? (?:to|till|until|through|-|–) (?:{_DAYS})"),
)
