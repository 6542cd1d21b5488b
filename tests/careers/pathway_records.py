"""A small book of roles and transitions for tests: helper to associate to nurse, a straight way, a circle and a dead end."""

from assistant.careers.book import Book
from assistant.knowledge.records import read_records

_DEFAULTS = """
defaults:
  review_by: 2027-11-26
  owner: Education team (owner to be named)
  status: offered
  confidence: verified
  source: {title: Pathways, url: "https://example.org/", as_of: undated}
records:
"""

_ROLE = """  - id: {0}
    title: {1}
    text: {2}
    family: nursing
    settings: [nhs]
    bands: ['{3}']
    registration: {4}
    staff_group: {5}
    names: [{6}]
"""
_ROWS = (
    (
        "helper",
        "Ward helper",
        "A ward helper needs no registration.",
        "2",
        "none",
        "support",
        "hca, healthcare assistant, band 2 hca",
    ),
    (
        "mentor",
        "Senior helper",
        "A senior helper needs no registration.",
        "3",
        "none",
        "support",
        "senior hca, band 3 hca, lead helper",
    ),
    ("trainee", "Trainee associate", "A trainee associate learns.", "3", "none", "student", "tna, trainee na, student associate"),
    (
        "associate",
        "Nursing associate",
        "Associates are on the NMC register.",
        "4",
        "NMC",
        "nursing_associate",
        "na, nurse associate, band 4 nurse",
    ),
    (
        "nurse",
        "Registered nurse",
        "Nurses are on the NMC register.",
        "5",
        "NMC",
        "nurse",
        "nurse, staff nurse, rn, rnda, do nursing",
    ),
    ("expert", "Senior nurse", "Senior nurses are on the NMC register.", "6", "NMC", "nurse", "senior rn, band 6 nurse, sister"),
    ("porter", "Porter", "A porter moves things.", "2", "none", "admin", "porter, hospital porter, portering"),
)
ROLES = f"kind: roles{_DEFAULTS}" + "".join(_ROLE.format(*row) for row in _ROWS)

TRANSITIONS = f"""kind: transitions{_DEFAULTS}
  - id: helper--trainee--1
    title: Helper to trainee
    text: A helper can become a trainee in 24 months.
    origin: helper
    target: trainee
    by: Associate apprenticeship
    months: {{least: 24, most: 24}}
    requires:
      - {{about: qualification, among: [gcse-maths, level-2-maths], text: Maths at level 2 is asked.}}
      - {{about: hours, at_least: 30, text: A job of 30 hours is asked.}}
    schemes: [levy]
    pays: [The levy pays for training.]
    limits: [The course takes two days away from work in working hours.]
    gaps: [Nobody says when the course starts., Nobody says what nights the course asks.]
  - id: trainee--associate--1
    title: Trainee to associate
    text: A trainee becomes an associate 24 months from the start.
    origin: trainee
    target: associate
    by: Qualify
    months: {{least: 24, most: 24}}
    within: [helper--trainee--1]
    awards: [foundation-degree]
  - id: associate--nurse--1
    title: Associate to nurse
    text: An associate can become a nurse in 16 to 24 months.
    origin: associate
    target: nurse
    by: Degree apprenticeship top-up
    months: {{least: 16, most: 24}}
    requires:
      - {{about: registration, among: [nmc], text: The top-up asks for NMC registration.}}
  - id: helper--nurse--1
    title: Helper to nurse
    text: A helper can become a nurse in 48 months.
    origin: helper
    target: nurse
    by: Full degree apprenticeship
    months: {{least: 48, most: 48}}
    requires:
      - {{about: qualification, among: [level-3], text: Level 3 is asked.}}
  - id: helper--nurse--2
    title: Helper to nurse by university
    confidence: unverified
    text: A helper can become a nurse at university in 36 months. This is not confirmed by our sources.
    origin: helper
    target: nurse
    by: University degree
    months: {{least: 36, most: 36}}
  - id: helper--mentor--1
    title: Helper to senior helper
    text: A helper can become a senior helper in 12 months or more.
    origin: helper
    target: mentor
    by: Promotion
    months: {{least: 12}}
  - id: mentor--helper--1
    title: Senior helper to helper
    text: A senior helper can become a helper again.
    origin: mentor
    target: helper
    by: Change of post
  - id: mentor--trainee--1
    title: Senior helper to trainee
    text: A senior helper can become a trainee.
    origin: mentor
    target: trainee
    by: Associate apprenticeship
    requires:
      - {{about: qualification, among: [gcse-maths, level-2-maths], text: A senior helper needs maths at level 2.}}
      - {{about: hours, at_least: 30, text: A senior helper needs a job of 30 hours.}}
      - {{about: other, text: A senior helper needs support.}}
  - id: nurse--nurse--1
    title: Nurse stays a nurse
    text: A nurse can learn in the post for 6 months.
    origin: nurse
    target: nurse
    by: Preceptorship
    months: {{least: 6, most: 6}}
  - id: nurse--expert--1
    title: Nurse to senior nurse
    text: A nurse can become a senior nurse in 12 months.
    origin: nurse
    target: expert
    by: Promotion
    months: {{least: 12, most: 12}}
    requires:
      - {{about: years_registered, at_least: 2, text: Two years on the register are asked.}}
  - id: nurse--ghost--1
    title: Nurse to nothing
    text: A nurse can become what has no record.
    origin: nurse
    target: ghost
    by: Magic
"""

SCHEMES = f"""kind: schemes{_DEFAULTS}
  - id: levy
    title: Levy
    text: The levy is paid by large employers.
    to: employer
    conditions: [{{about: employed, among: ['yes'], text: The levy is for people in work.}}]
"""


def book(*more: str) -> Book:
    """The small book, with the texts of further files of records."""
    texts = (ROLES, TRANSITIONS, *more)
    return Book.of(read_records(f"records-{number}.yaml", text) for number, text in enumerate(texts))
