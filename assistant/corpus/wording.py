"""Wording that a page or record must not have: offers of what is not offered, names of people, promises where help is needed, words
that leave people out."""

import re

from assistant.corpus.glossary import terms

OFFERS = re.compile(
    r"you can (?:book|join|enrol|sign up)|(?:is|are) (?:now )?(?:available|open to|on offer)|apply (?:now|today)|"
    r"(?:book|sign up|register|enrol) (?:now|today|here)|book (?:a|your) place|places are",
    re.IGNORECASE,
)
UNCONFIRMED = "not confirmed"
NEEDS_HELP = re.compile(
    r"\b(?:needle ?stick|sharps|assault|attacked|violen|abus|rape|stalk|traffick|keep my passport|"
    r"bereav|compassionate|funeral|grief|grieving|died|dies|passed away|if i die|death in service|miscarr|stillb|"
    r"suicid|self[- ]harm|samaritans|depress|hopeless|burn ?out|hardship|food bank|homeless|"
    r"racis|discrimin|harass|bullied|refuses to be treated)|भेदभाव|हार्डशिप|काउंसलिंग|കൗൺസിലിംഗ്|تمييز",
    re.IGNORECASE,
)
EXCLUDING = re.compile(
    r"\b(?:manpower|man[- ]hours?|manning|manned|mankind|(?:chair|spokes|lay|work|ombuds)m[ae]n|matronly|"
    r"he/she|she/he|s/he|him/her|his/her|himself/herself|"
    r"foreign (?:nurses?|doctors?|staff|workers?|recruits?|colleagues?)|foreigners?|third[- ]world|"
    r"non[- ]qualified|unqualified (?:staff|nurses?|workers?)|low[- ]skilled|menial|junior staff|"
    r"the (?:disabled|handicapped|elderly|blind|deaf|mentally ill)|handicapped|able[- ]bodied|wheelchair[- ]bound|suffer(?:s|ing)? from|"
    r"commit(?:s|ted)? suicide|BAME|BME|non[- ]white|coloured (?:people|staff)|normal people|housewi(?:fe|ves)|"
    r"black ?list(?:ed)?|white ?list(?:ed)?|illegal (?:im)?migrants?|broken english)\b",
    re.IGNORECASE,
)
"""Words of ours that leave people out; what askers write, and names of others, stand as they are."""
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sister|Nurse) [A-Z][a-z]+")
_GIVEN_NAME = re.compile(
    r"\b(?:Alan|Andrew|Angela|Ann|Anne|Anita|Carol|Carolyn|Carrie|Chris|Claire|Clair|David|Deborah|Elizabeth|Emily|Em|"
    r"Emma|Fatima|Fiona|Graham|Grace|Helen|Ian|James|Jane|Jennifer|Jessica|John|Jonathan|Julie|Karen|Kate|Kevin|Kim|"
    r"Linda|Louise|Lucy|Maria|Mark|Mary|Michael|Mohammed|Nicola|Oliver|Patricia|Paul|Peter|Rachel|Richard|Robert|Ruth|"
    r"Sally|Sarah|Sharon|Simon|Stephen|Steven|Susan|Thomas|Victoria|William) [A-Z][a-z]+"
)
_NAMED_AFTER_PEOPLE = ("Elizabeth Garrett Anderson", "Mary Seacole", "Oliver McGowan")


def links(text: str) -> list[str]:
    """What the links of a text lead to."""
    return _LINK.findall(text)


def without_addresses(text: str) -> str:
    """The text without what its links lead to."""
    return _LINK.sub("]", text)


def people(text: str) -> list[str]:
    """What reads like the name of a person, but for official terms and programmes that are named after one."""
    text = terms().sub("", without_addresses(text))
    for programme in _NAMED_AFTER_PEOPLE:
        text = text.replace(programme, "")
    return _HONORIFIC.findall(text) + _GIVEN_NAME.findall(text)
