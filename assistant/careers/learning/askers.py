"""Who asks what to learn, in the words of records."""

import re
from dataclasses import dataclass

from assistant.careers.book import Book
from assistant.careers.people.circumstances import Circumstances
from assistant.knowledge.schema import Role

_SETTINGS = {"gp": "general_practice", "primary_care": "general_practice", "care_home": "social_care", "charity": "voluntary"}
# What other records and people call the staff groups of programmes.
_STAFF_GROUPS = {
    "admin": "admin",
    "administrative": "admin",
    "ahp": "ahp",
    "ahps": "ahp",
    "allied-health": "ahp",
    "allied-health-professional": "ahp",
    "allied-health-professions": "ahp",
    "care-staff": "social-care",
    "doctor": "medical",
    "healthcare-science": "science",
    "manager": "management",
    "midwife": "midwifery",
    "midwives": "midwifery",
    "non-clinical": "admin",
    "nurse": "nursing",
    "nurses": "nursing",
    "nursing-associate": "nursing",
    "pharmacy": "pharmacy",
    "scientists": "science",
    "social-worker": "social-work",
    "support": "support",
    "support-worker": "support",
    "support-workers": "support",
}
_KNOWN_GROUPS = frozenset(_STAFF_GROUPS.values())


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in the words of records; what is empty or None is not known."""

    role: str = ""
    settings: tuple[str, ...] = ()
    staff_groups: frozenset[str] = frozenset()
    registered: bool | None = None

    @staticmethod
    def of(book: Book, circumstances: Circumstances) -> "Asker":
        """The asker, with what their role tells where they have not said it themselves."""
        role = book.get(Role, str(circumstances.get("role") or ""))
        sector = _slug(circumstances.get("sector")).replace("-", "_")
        settings = (_SETTINGS.get(sector, sector),) if sector else role.settings if role else ()
        registration = _slug(circumstances.get("registration") or (role.registration if role else ""))
        registered = registration != "none" if registration else None
        group = _slug(circumstances.get("staff_group") or (role.staff_group if role else ""))
        groups = {_STAFF_GROUPS.get(group, group)} & _KNOWN_GROUPS
        if groups and registered is False:
            groups |= {"support"}
        if groups and settings == ("social_care",):
            groups |= {"social-care"}
        return Asker(_slug(circumstances.get("role")), settings, frozenset(groups), registered)


def _slug(value: object) -> str:
    return re.sub(r"[\s_]+", "-", str(value or "").strip().lower())
