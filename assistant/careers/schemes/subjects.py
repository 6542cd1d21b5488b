"""Which schemes a question is about, by its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.knowledge.schema import Scheme

_LSF = ("lsf-training-grant", "lsf-specialist-subject", "lsf-parental-support", "lsf-travel", "lsf-exceptional-support")
_ACP = ("acp-msc-place", "apprenticeship-level-7", "acp-london-supervision", "acp-primary-care-grant")
_LDSS = ("ldss", "ldss-level-2-certificate", "ldss-oliver-mcgowan")
FREE = ("asf-low-pay", "asf-first-level-2-3", "free-courses-for-jobs")
LOANS = ("advanced-learner-loan", "student-loan-second-degree", "lifelong-learning-entitlement")
ONE_OF = ("apprenticeship-levy", "apprenticeship-small-employer", "apprenticeship-levy-transfer")
"""The ways in which an apprenticeship is paid, of which one holds for an employer."""
_SUPPORT = ("disabled-students-allowance", "access-to-work", "fe-learning-support")
NIHR = ("nihr-internship", "nihr-insight", "nihr-predoctoral", "nihr-doctoral")
_TESTS = r"(?:osce|test of competence|toc|cbt)"
_STUDY = r"(?:nurs\w+|midwi\w+|physio\w*|paramedic\w*|radiograph\w+|podiatr\w+|occupational therap\w+|ahp)"


@dataclass(frozen=True, slots=True)
class Subject:
    """Words and the schemes that they ask for; a `broad` subject counts only where no other one is named."""

    pattern: re.Pattern[str]
    schemes: tuple[str, ...]
    broad: bool = False


def _subject(pattern: str, *schemes: str, broad: bool = False) -> Subject:
    return Subject(re.compile(rf"\b(?:{pattern})\b"), schemes, broad)


SUBJECTS = (
    _subject(r"cpd|professional development|ceppd|personal (?:training|learning) budget", "nhs-cpd-allowance"),
    _subject(r"level 7|l7|master'?s?(?: level| degree)? apprentic\w+", "apprenticeship-level-7", "acp-msc-place"),
    _subject(r"(?:acp|advanced (?:clinical )?practi\w+) apprentic\w+", "apprenticeship-level-7", "acp-msc-place"),
    _subject(r"acp|advanced (?:clinical )?practi\w+|advanced practice msc", *_ACP),
    _subject(r"levy transfer|transfer\w*(?: \w+){0,3} levy|levy(?: \w+){0,4} transfer\w*", "apprenticeship-levy-transfer"),
    _subject(r"foundation apprentic\w+", "foundation-apprenticeship"),
    _subject(
        r"incentives?|hiring (?:payment|money|bonus)|(?:get|paid|money|grant|bonus) for (?:hiring|taking on)(?: \w+){0,6} apprentic\w+",
        "hiring-incentive-2000",
        "hiring-incentive-1000",
        "foundation-apprenticeship",
    ),
    _subject(r"care leavers?|care experienced|left care", "care-leaver-bursary", "apprenticeship-level-7"),
    _subject(r"apprenticeship units?|short courses?(?: \w+){0,4} levy|levy(?: \w+){0,4} short courses?", "apprenticeship-units"),
    _subject(r"(?:rnda|top[ -]?up) (?:training )?grant|nurs(?:e|ing) associate[\w ,]{0,40} grant", "rnda-training-grant"),
    _subject(r"top(?:s|ping|ped)? up", *ONE_OF[:2], "rnda-training-grant", broad=True),
    _subject(r"apprentic\w+|levy|rnda", *ONE_OF, broad=True),
    _subject(r"lsf|learning support fund|training grant", *_LSF),
    _subject(
        rf"(?:student {_STUDY}|{_STUDY} (?:student|degree|course|bsc))s?",
        "lsf-training-grant",
        "lsf-parental-support",
        "lifelong-learning-entitlement",
        broad=True,
    ),
    _subject(
        r"parental support|child ?care (?:money|costs?|grant|help)|students? (?:\w+ ){0,4}(?:child|children|kids?)",
        "lsf-parental-support",
    ),
    _subject(r"(?:placement|travel|accommodation) (?:costs?|expenses|money)|travel to placement", "lsf-travel"),
    _subject(r"hardship|exceptional support", "lsf-exceptional-support"),
    _subject(r"specialist subject|shortage (?:subjects?|courses?)", "lsf-specialist-subject"),
    _subject(
        r"second degree|already (?:have|got|hold) a degree|another degree",
        "student-loan-second-degree",
        "lifelong-learning-entitlement",
    ),
    _subject(r"lle|lifelong (?:learning|loan)(?: entitlement)?", "lifelong-learning-entitlement"),
    _subject(r"access (?:to (?:he|higher education)|course|diploma)", "advanced-learner-loan", "asf-first-level-2-3"),
    _subject(r"advanced learner loans?|24\+ loan", "advanced-learner-loan"),
    _subject(
        r"(?:student )?loans?|student finance",
        "student-loan-second-degree",
        "lifelong-learning-entitlement",
        "advanced-learner-loan",
        broad=True,
    ),
    _subject(
        r"maths?|english (?:and|or|gcse|level|functional)|gcses?|functional skills|(?:basic )?digital skills", "asf-english-maths"
    ),
    _subject(r"esol|english (?:lessons?|language|classes)|learn english", "asf-esol"),
    _subject(r"free courses? for jobs", "free-courses-for-jobs"),
    _subject(
        r"free (?:courses?|level|qualifications?)|level [23] (?:course|diploma|qualification|award)s?|low pay",
        *FREE,
        "advanced-learner-loan",
    ),
    _subject(r"ldss|learning and development support|workforce development fund|wdf", *_LDSS),
    _subject(
        r"claim back(?: \w+){0,3} training|"
        r"training (?:costs?|money|fund\w*)(?: \w+){0,6} (?:care (?:home|provider)|carers|staff|team)",
        *_LDSS,
    ),
    _subject(r"(?:level 2 )?(?:adult social )?care certificate", "ldss-level-2-certificate"),
    _subject(r"oliver mcgowan", "ldss-oliver-mcgowan"),
    _subject(r"asye|newly qualified social workers?|nqsws?", "asye-fund"),
    _subject(r"social work(?:er)? (?:degree )?apprentic\w+", "apprenticeship-levy", "social-work-apprenticeship-fund"),
    _subject(r"social work (?:bursary|students?|degree|course)|student social workers?", "social-work-bursary"),
    _subject(r"nhs bursary|(?:medical|dental) students?|medicine|dentistry", "nhs-bursary"),
    _subject(r"dyslexi\w+|disab\w+|access to work|reasonable adjustments?", *_SUPPORT),
    _subject(
        r"return(?:ing)? to (?:practice|nursing|midwifery|work as)|returners?|rtp|(?:registration|pin) (?:has )?lapsed|lapsed",
        "return-to-practice",
        "return-to-practice-ahp",
        "toc-returner-refund",
    ),
    _subject(r"placement fee|host(?:ing)? (?:a )?returners?", "return-to-practice-placement-fee"),
    _subject(
        rf"{_TESTS}[\w ,]{{0,40}}(?:paid back|refund\w*|claim\w*)|"
        rf"(?:refund\w*|claim\w*)[\w ,]{{0,40}}{_TESTS}",
        "toc-returner-refund",
    ),
    _subject(_TESTS, "international-test-costs", broad=True),
    _subject(
        r"visa (?:fees?|costs?)|(?:pays?|costs?|fees?) (?:for |of )?(?:\w+ ){0,3}visas?|visas?\W+(?:\w+ ){0,3}pays?|"
        r"(?:health|immigration) surcharge|ihs",
        "international-visa-costs",
    ),
    _subject(r"nihr|research|clinical academics?|academic career|phd|doctora\w+|pre ?doctoral|internships?", *NIHR),
    _subject(r"tax relief|(?:hcpc|registration) fees?", "registration-fee-tax-relief"),
    _subject(r"nmc fees?|(?:joining|first|nmc) registration fees?", "registration-fee-tax-relief", "international-test-costs"),
    _subject(r"professional bod(?:y|ies)|csp|rcot|society of radiographers", "professional-body-awards"),
    _subject(r"rcn foundation|charit\w+ grants?", "rcn-foundation-grants", "professional-body-awards"),
)
_SHORTHAND = frozenset("acp asye cbt cpd csp esol hcpc ldss lle lsf nihr nmc osce phd rcot rnda rtp toc wdf".split())
_SAYS_LITTLE = frozenset("the and for with from who that money funding paid training support fund nhs costs".split())


def asked_for(question: str, schemes: Iterable[Scheme]) -> tuple[str, ...]:
    """The ids of the schemes that a question names, first the ones of the words that come first; empty where it names none."""
    text = _plain(question)
    found = _subjects(text)
    narrow = [each for match, each in sorted(found, key=lambda pair: pair[0].start()) if not each.broad]
    named = [scheme for each in narrow or [each for _, each in found] for scheme in each.schemes]
    said = _telling_words(text)
    # A scheme that no subject knows, such as one of an employer, is named by all words of its title that say something.
    named += [each.id for each in schemes if (words := _telling_words(each.title.text.lower())) and words <= said]
    return tuple(dict.fromkeys(named))


def subject_in(question: str) -> str:
    """The first words of a question that name a subject, with shorthand in capitals, or ""."""
    first = min(((match.start(), match[0]) for match, _ in _subjects(_plain(question))), default=(0, ""))[1]
    return " ".join(word.upper() if word in _SHORTHAND else word for word in first.split())


def _subjects(text: str) -> list[tuple[re.Match[str], Subject]]:
    return [(match, each) for each in SUBJECTS if (match := each.pattern.search(text))]


def _plain(question: str) -> str:
    return " ".join(question.lower().replace("\u2019", "'").replace("-", " ").split())


def _telling_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{3,}", text)) - _SAYS_LITTLE
