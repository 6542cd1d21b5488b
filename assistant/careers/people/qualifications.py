"""What somebody holds or lacks: "no maths gcse", "got level 3", "without english", and what follows from it for certain."""

import re

_SUBJECT = r"(?:english|maths?|mathematics)"
_MENTION = re.compile(
    rf"\b(?:(?P<before>(?:gcses?|level 2|functional skills)(?: level 2)? (?:in )?)?(?P<one>{_SUBJECT})"
    rf"(?:\s*(?:and|or|/|&|,)\s*(?P<two>{_SUBJECT}))?(?P<after> gcses?| level 2| functional skills)?|"
    r"(?P<gcse>gcses?)|(?P<none>qualifications?)|"
    r"(?:nvq |btec |diploma |qcf |full )?(?:level|lvl|nvq|l) ?(?P<level>[1-8])\b|"
    r"(?P<a>a ?-?levels?)|(?P<btec>btec(?: national)?)|(?P<t>t levels?)|"
    r"(?P<foundation>foundation degree)|(?P<upper>(?:2[:.]1|first class|upper second)\b(?: (?:class )?(?:honours )?degree)?)|"
    r"(?P<lower>(?:2[:.]2|lower second)\b(?: (?:class )?(?:honours )?degree)?)|"
    r"(?P<degree>(?:an? )?(?:honours )?(?:degree|bsc|ba)|graduate)|"
    r"(?P<master>masters?|msc)|(?P<access>access to (?:he|higher education))|(?P<care>care certificate)|(?P<phd>phd|doctorate))\b"
)
_BETWEEN = (
    r"(?:(?:an?|any|my|the|got|have|gcses?|level|2|3|grade|4|c|english|maths?|and|or|in|full|formal|done|just|only|already|nvq|functional|"
    r"skills|passed|first|previous)\s+)"
)
_LACKED = re.compile(
    r"\b(?:no|not got|not have|without|lack|lacks|lacking|failed|never (?:got|did|passed|had|done)|missing|neither|"
    rf"(?:do|have|did|has|had)n'?t(?: (?:got|have|hold|pass|passed|do|done|get))?|not passed|need(?= my))\s+{_BETWEEN}{{0,6}}$"
)
_HELD = re.compile(
    r"(?<!to )(?<!need )\b(?:got|have|has|hold|holds|had|passed|done|did|finished|completed|achieved|already|with|i'?ve)\s+"
    rf"{_BETWEEN}{{0,6}}$"
)
_WANTED = re.compile(
    r"\b(?:need|have|got|want|like|wish|able|hope|possible|required?) to (?:have |get |do |hold )|"
    r"\bdo i (?:need|have to)\b|\bshould i\b"
)
_HIGHEST = 8


def held_in(text: str) -> frozenset[str]:
    """What a text in small letters says that its writer holds or, with "no ...", does not hold."""
    found = set[str]()
    for match in _MENTION.finditer(text):
        before = text[: match.start()]
        clause = re.split(r"[.;?!]|\bbut\b", before)[-1]
        after = re.match(
            r"\s*(?:course|class|lesson|apprentic|funded|free|for free|student|degree (?:course|apprentic)|bursar)",
            text[match.end() :],
        )
        if after or _WANTED.search(clause):
            continue
        if _LACKED.search(before):
            found |= {f"no {each}" for each in _lacked(match)}
        elif _HELD.search(before):
            found |= _named(match)
    return completed(frozenset(found))


def held_by_field(text: str) -> frozenset[str]:
    """What a form's field says is held: the level that it names is the highest."""
    if text in {"none", "nothing", "no", "no qualifications"}:
        return completed(frozenset(f"no {each}" for each in _all_levels()))
    found = set[str]()
    for match in _MENTION.finditer(text):
        lacked = bool(_LACKED.search(text[: match.start()]))
        found |= {f"no {each}" for each in _lacked(match)} if lacked else _named(match)
        if match["level"] and not lacked:
            found |= {f"no level-{each}" for each in range(int(match["level"]) + 1, _HIGHEST + 1)}
    return completed(frozenset(found))


def _all_levels() -> set[str]:
    return {"level-2", "level-3", "gcse-maths", "gcse-english", "level-2-maths", "level-2-english", "degree"}


def _lacked(match: re.Match[str]) -> set[str]:
    """Without a GCSE somebody may hold a level 2 all the same; without a level 2 nobody holds the GCSE."""
    if match["one"] and "gcse" in f"{match['before']}{match['after']}":
        return {each for each in _named(match) if each.startswith("gcse")}
    if match["one"]:
        return {kind + each.split("-")[-1] for each in _named(match) for kind in ("gcse-", "level-2-")}
    return {"gcse-maths", "gcse-english"} if match["gcse"] else _named(match)


def _named(match: re.Match[str]) -> set[str]:
    if match["one"]:
        subjects = ["english" if each == "english" else "maths" for each in (match["one"], match["two"]) if each]
        at_school = not re.search(r"level|skills", f"{match['before']}{match['after']}")
        return {f"level-2-{each}" for each in subjects} | ({f"gcse-{each}" for each in subjects} if at_school else set())
    if match["level"]:
        return {f"level-{match['level']}"}
    slugs = {
        "gcse": {"gcse-maths", "gcse-english", "level-2-maths", "level-2-english"},
        "none": _all_levels(),
        "a": {"a-levels", "level-3"},
        "btec": {"btec-level-3", "level-3"},
        "t": {"t-level", "level-3"},
        "foundation": {"foundation-degree", "level-5"},
        "degree": {"degree"},
        "upper": {"degree-2-1", "degree"},
        "lower": {"degree-2-2", "degree"},
        "master": {"masters", "degree"},
        "access": {"access-to-he", "level-3"},
        "care": {"care-certificate"},
        "phd": {"phd", "doctorate", "degree"},
    }
    return next(found for name, found in slugs.items() if match[name])


def completed(held: frozenset[str]) -> frozenset[str]:
    """With what follows: a level stands for those below it, and whoever has no level 2 in a subject has no GCSE grade 4 in it."""
    full = set(held)
    if "degree" in full:
        full.add("level-6")
    top = max((int(each[-1]) for each in full if re.fullmatch(r"level-\d", each)), default=0)
    full |= {f"level-{each}" for each in range(2, top)}
    full |= {f"no gcse-{each}" for each in ("english", "maths") if f"no level-2-{each}" in full}
    return frozenset(each for each in full if each.removeprefix("no ") == each or each[3:] not in full)
