"""The words by which people say what they are, where they work and what they study, and the facts that follow for certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from assistant.knowledge.conditions import About


@dataclass(frozen=True, slots=True)
class Words:
    """A pattern and the facts that it stands for."""

    pattern: re.Pattern[str]
    facts: Mapping[About, str]


def _words(pattern: str, **facts: str) -> Words:
    return Words(re.compile(rf"\b(?:{pattern})\b"), cast("Mapping[About, str]", facts))


# What is said of others than the asker, or names money and not a place of work.
NOT_OF_THE_ASKER = re.compile(
    r"\b(?:(?:does|do|can|could|will|would|should|did|is|has|by|from) (?:the )?nhs(?: england)?|"
    r"nhs (?:learning|bursar\w+|fund\w*|money|cpd|grants?|jobs|careers|pays?|pension|business|lsf)|"
    r"student (?:loans?|bursar\w+|grants?|union|support)|students'? allowances?|"
    r"(?:speakers of other languages)|"
    r"(?:care|nursing) (?:certificate|plan)|national careers? service|"
    r"my (?:manager|boss|line manager|matron|mum|dad|mother|father|wife|husband|partner|sister|brother|friend) "
    r"(?:is|was|works?|says?|said)[^,.;?!]*)"
)

_STUDY = "(?:degree|course|student|students|degrees|bsc|msc|programme|at uni(?:versity)?)"


def _course(name: str, slug: str) -> Words:
    return _words(
        rf"(?:study(?:ing)?|studied|degree in|course in|read(?:ing)?|place on) (?:\w+ )?{name}|{name} (?:science )?{_STUDY}",
        course=slug,
    )


_COURSES = (
    _course("mental health nursing", "mental-health-nursing"),
    _course("learning disability nursing", "learning-disability-nursing"),
    _course("(?:adult |child(?:ren'?s)? )?nursing", "nursing"),
    _course("midwifery", "midwifery"),
    _course("occupational therapy", "occupational-therapy"),
    _course("physio(?:therapy)?", "physiotherapy"),
    _course("dietetics", "dietetics"),
    _course("podiatry", "podiatry"),
    _course("(?:operating department practice|odp)", "operating-department-practice"),
    _course("orthoptics", "orthoptics"),
    _course("(?:prosthetics|orthotics)(?: and (?:prosthetics|orthotics))?", "prosthetics-and-orthotics"),
    _course("(?:diagnostic |therapeutic )?radiography", "radiography"),
    _course("speech and language therapy", "speech-and-language-therapy"),
    _course("paramedic(?: science)?", "paramedic"),
    _course("dental (?:hygiene|therapy)(?: (?:and|or) (?:therapy|hygiene))?", "dental-hygiene-and-therapy"),
    _course("social work", "social-work"),
    _course("(?:medicine|medical)", "medicine"),
    _course("(?:dentistry|dental)", "dentistry"),
    _words(r"paramedic (?:diploma|diphe|foundation degree)", course="paramedic-diploma"),
    _words(r"(?:history|english literature|law|business|psychology|art|music|maths|geography) degree", course="degree"),
    _words(r"access (?:to (?:he|higher education)|course|diploma)", course="access-to-he"),
    _words(r"return(?:ing)? to (?:practice|nursing|midwifery)|rtp", course="return-to-practice"),
    _words(
        r"(?:advanced (?:clinical )?practice|acp) (?:msc|masters?|course|place)|msc (?:in )?advanced (?:clinical )?practice",
        course="msc",
    ),
    *(_words(rf"level {level} course", course=f"level-{level}") for level in "23456"),
    _words(r"esol|english lessons|english for speakers", course="esol"),
    _words(
        r"(?:level [1-8] )?(?:english and maths|maths and english)(?= (?:course|class|lesson|for free|free))",
        course="english-and-maths",
    ),
)
_BY_LEVEL = tuple(
    _words(rf"(?:{names}) (?:degree )?apprentic\w+", apprenticeship_level=level, course="apprenticeship")
    for level, names in {
        "2": r"foundation|(?<!senior )health ?care support worker|(?<!senior )hcsw|(?<!lead )adult care worker",
        "3": r"senior health ?care support worker|senior hcsw|pharmacy technician|lead adult care worker",
        "4": r"lead practitioner in adult care",
        "5": r"nurs(?:e|ing) associate|assistant practitioner|leader in adult care|tna",
        "6": r"(?:registered )?nurs(?:e|ing) degree|registered nurse|rnda?|midwi(?:fe|fery)|physio(?:therap\w+)?|ot|occupational therap\w+|"
        r"odp|paramedic|radiograph\w+|podiatr\w+|social work(?:er)?|speech and language therap\w+",
        "7": r"acp|advanced (?:clinical )?practi\w+|masters?(?: level| degree)?|msc",
    }.items()
)
_APPRENTICESHIPS = (
    *_BY_LEVEL,
    _words(r"rnda", apprenticeship_level="6", course="apprenticeship"),
    _words(r"(?:degree )?apprenticeships?", course="apprenticeship"),
    _words(r"(?:i'?m|i am|as) (?:an? )?(?:degree )?apprentice", course="apprenticeship", student="no", employed="yes"),
)
_STAFF = (
    _words(r"(?:trainee|student) nurs(?:e|ing) associates?|tna"),
    _words(r"nurs(?:e|ing) associates?", staff_group="nursing_associate", registration="nmc"),
    _words(r"student nurses?|nursing students?", student="yes", staff_group="student", course="nursing"),
    _words(r"student midwi(?:fe|ves)|midwifery students?", student="yes", staff_group="student", course="midwifery"),
    _words(r"student paramedics?|paramedic students?", student="yes", staff_group="student", course="paramedic"),
    _words(r"student physios?|physio(?:therapy)? students?", student="yes", staff_group="student", course="physiotherapy"),
    _words(r"social work students?|student social workers?", student="yes", staff_group="student", course="social-work"),
    _words(r"medical students?", student="yes", staff_group="student", course="medicine"),
    _words(r"dental students?", student="yes", staff_group="student", course="dentistry"),
    _words(r"(?:uni(?:versity)? )?students?(?! (?:finance|visa))|at uni(?:versity)?", student="yes", staff_group="student"),
    _words(r"nurs(?:e|ing) (?:assistants?|auxiliar(?:y|ies))", staff_group="support"),
    _words(r"nurse apprentic\w+", course="apprenticeship"),
    _words(r"nurse (?:training|educator|degree|course)"),
    _words(r"registered (?:\w+ )?nurses?|(?<!the )rgn|rmn", staff_group="nurse", registration="nmc"),
    _words(r"nurses?", staff_group="nurse"),
    _words(r"midwi(?:fe|ves)", staff_group="midwife"),
    _words(r"maternity support workers?|msw|hc(?:a|sw)s?|health ?care (?:assistants?|support workers?)", staff_group="support"),
    _words(r"assistant practitioners?|therapy assistants?|support workers?", staff_group="support"),
    _words(
        r"ahps?|allied health professionals?|physio(?:therapist)?s?|ots?|occupational therapists?|dieti[ct]ians?|podiatrists?|"
        r"radiographers?|paramedics?|odps?|operating department practitioners?|speech (?:and language )?therapists?|orthoptists?",
        staff_group="ahp",
    ),
    _words(r"social work assistants?", staff_group="care_staff"),
    _words(r"social workers?", staff_group="social_worker"),
    _words(r"nqsws?", staff_group="social_worker"),
    _words(r"(?:unpaid|family|young) carers?|carers? for my \w+"),
    _words(r"(?:senior )?care (?:workers?|assistants?|staff)|(?:senior )?carers?", staff_group="care_staff"),
    _words(r"pharmacists?|pharmacy (?:technicians?|assistants?)|dispensers?", staff_group="pharmacy"),
    _words(r"biomedical scientists?|clinical scientists?|health ?care scientists?", staff_group="healthcare_science"),
    _words(r"doctors?|gps(?! (?:surgery|practice))", staff_group="doctor"),
    _words(r"receptionists?|admin(?:istrators?)?|ward clerks?", staff_group="admin"),
    _words(r"(?:i'?m|i am) an? (?:\w+ )?manager|registered managers?|deputy managers?", staff_group="manager"),
)
_WORKPLACES = (
    _words(r"nhs (?:foundation )?trusts?|ambulance trusts?|acute trusts?", sector="nhs", employer_type="nhs_trust"),
    _words(r"nhs", sector="nhs"),
    _words(
        r"(?:gp|doctor'?s'?) (?:surger(?:y|ies)|practices?)|general practices?|primary care|gp nurse",
        sector="general_practice",
        employer_type="gp_practice",
    ),
    _words(
        r"care homes?|nursing homes?|residential homes?|home care|homecare|dom(?:iciliary)? care|supported living|"
        r"care (?:provider|company|agency)",
        sector="social_care",
        employer_type="care_provider",
    ),
    _words(r"(?:adult )?social care", sector="social_care"),
    _words(r"hospices?|charit(?:y|ies)", sector="voluntary", employer_type="charity"),
    _words(r"voluntary(?: sector)?", sector="voluntary"),
    _words(r"private (?:hospitals?|sector|clinics?)|independent(?: sector)?", sector="independent"),
    _words(r"(?:local )?councils?|local authorit(?:y|ies)", employer_type="council"),
    _words(r"(?:employer (?:is )?an? )?universit(?:y|ies)(?= employer)", employer_type="university"),
    _words(r"levy[ _]pay(?:er|ers|ing)|pays? (?:the |an? )?(?:apprenticeship )?levy|levy employer", employer_type="levy_payer"),
    _words(
        r"small(?:er)? (?:employer|business|company|firm)s?|non[ -]levy(?: payer| employer)?|employer is (?:too )?small",
        employer_type="small_employer",
    ),
    _words(r"england", nation="England"),
    _words(r"scotland|scottish", nation="Scotland"),
    _words(r"wales|welsh", nation="Wales"),
    _words(r"northern ireland|n\.? ireland", nation="Northern Ireland"),
)
_REGISTERS = (
    _words(
        r"(?:lapsed|expired|ex)[ -]+(?:nmc|nurse|midwife)\w*|lapsed nmc|"
        r"(?:nmc|nursing|midwifery|my pin|nmc pin)(?: registration| pin)? (?:has |is )?(?:lapsed|expired|ran out)",
        registration="lapsed_nmc",
    ),
    _words(
        r"(?:lapsed|expired)[ -]+(?:hcpc|physio|ot|paramedic|radiographer|ahp)\w*|hcpc(?: registration)? (?:has |is )?(?:lapsed|expired)",
        registration="lapsed_hcpc",
    ),
    _words(
        r"(?:lapsed|expired)(?: \w+)? (?:registration|pin)|(?:registration|pin)(?: has| is)? (?:lapsed|expired|ran out)|lapsed",
        registration="lapsed",
    ),
    _words(r"unregistered|not (?:a )?registered|no registration", registration="none"),
    _words(r"nmc", registration="nmc"),
    _words(r"hcpc", registration="hcpc"),
    _words(r"gphc", registration="gphc"),
    _words(r"swe|social work england", registration="swe"),
    _words(r"gmc", registration="gmc"),
)
_CIRCUMSTANCES = (
    _words(r"unemployed|out of work|between jobs|on benefits|on universal credit and not working|jobless", employed="no"),
    _words(r"in work|employed(?! by my)|have a job|working", employed="yes"),
    _words(r"care leaver|care experienced?|grew up in care|was in care|been in care", care_leaver="yes"),
    _words(r"(?:child|son|daughter|kid|boy|girl)\w* (?:\w+ ){0,3}(?:sen|send|special (?:educational )?needs|ehcp?)(?: plan)?"),
    _words(r"ehcp?(?: plan)?|education,? health and care plan", ehc_plan="yes"),
    _words(r"no (?:children|kids)|childless", child_under_15="no", child_sen_under_17="no"),
    _words(r"no mayor", mayoral_area="no"),
    _words(
        r"mayor|mayoral (?:area|authority)|devolved area|combined authority|greater london|west midlands combined",
        mayoral_area="yes",
    ),
    _words(r"levy (?:money |pot |funds? )?(?:is |are |has been |all )*(?:spent|used up|run out|gone)", levy_spent="yes"),
    _words(r"health and (?:social )?care (?:worker )?visa", residence="health-and-care-worker-visa"),
    _words(r"skilled worker visa|tier 2(?: visa)?", residence="skilled-worker-visa"),
    _words(
        r"(?:student|graduate|dependant|dependent|spouse|family|work) visa|on a visa|visa holder|sponsored|sponsorship",
        residence="visa",
    ),
    _words(r"pre[ -]?settled(?: status)?", residence="pre-settled"),
    _words(
        r"settled(?: status)?|ilr|indefinite leave(?: to remain)?|(?:british|uk) (?:citizen(?:ship)?|passport|national)|british",
        residence="settled",
    ),
    _words(
        r"(?:uk )?resident (?:for )?(?:3|three) years|lived (?:in the uk|here) (?:for )?(?:over )?(?:3|three) years",
        residence="resident-3-years",
    ),
    _words(r"student finance", residence="student-finance"),
)
ALL = (*_APPRENTICESHIPS, *_STAFF, *_COURSES, *_WORKPLACES, *_REGISTERS, *_CIRCUMSTANCES)
