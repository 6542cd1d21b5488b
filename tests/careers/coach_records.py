"""Records of three jobs that a coach may be briefed on, and our own words for coaches."""

from datetime import date
from pathlib import Path

from assistant.careers.book import Book
from assistant.careers.roles.names import RoleNames
from assistant.knowledge.records import read_records
from assistant.retrieval.record_files import record_source

TODAY = date(2026, 11, 26)
GUIDANCE = Path(__file__).parents[2] / "corpus" / "records" / "coach_guidance.yaml"
ROLES = """
kind: roles
defaults:
  review_by: 2027-11-26
  owner: Education team (owner to be named)
  status: offered
  confidence: verified
  family: any
  settings: [nhs]
  registration: none
  staff_group: any
records:
- id: physio
  title: Physiotherapist
  names: [physio, physiotherapist, pt]
  source: {title: About physios, url: "https://example.org/physio", as_of: "2025"}
  text: Physiotherapists often start at band 5.
  notes:
  - Routes take a master's degree.
  - Routes take three years.
  - You must be registered.
  - You must have two years at band 6.
  - You must have your manager's yes.
  - text: The levy paid for this in 2024.
    source: {title: About the levy, url: "https://example.org/levy", as_of: undated}
  - A course in leadership takes two hours.
- id: acp
  title: Advanced practitioner
  names: [acp, advanced clinical practitioner, advanced practice]
  source: {title: About ACPs, as_of: "2026-07-01", url: "https://example.org/acp"}
  text: Advanced practitioners work at band 7 or 8a.
- id: porter
  title: Porter
  names: [porter, hospital porter, theatre porter]
  source: {title: About porters, as_of: "2026-07", url: "https://example.org/porter"}
  text: Porters move people and things.
"""
TEXTS = {"roles.yaml": ROLES, GUIDANCE.name: GUIDANCE.read_text("utf-8")}
BOOK = Book.of([read_records(name, text) for name, text in TEXTS.items()])
SOURCES = {name: record_source(name, text) for name, text in TEXTS.items()}
NAMES = RoleNames.of(BOOK)
