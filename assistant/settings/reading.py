"""Settings read from the environment: what is unknown, wrong or does not go together is refused."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass
from typing import Any

from assistant.errors import SettingsError
from assistant.settings.agreement import refuse_mismatch
from assistant.settings.marks import PREFIX
from assistant.settings.values import MASK, shown

# Names of the contract that later versions read; accepted, with a warning, so that one environment serves both.
NOT_USED_YET = ("ASSISTANT_TEAMS_METADATA_URL",)


@dataclass(frozen=True, slots=True)
class Documented:
    """A setting as the README tells it; `default` is in words."""

    name: str
    default: str
    description: str


def given_in(environment: Mapping[str, str], table: Sequence[Field[Any]]) -> dict[str, Any]:
    """The values of the settings in these variables, by their names; one that is empty counts as not set.

    Raises:
        SettingsError: a name is unknown, a value is wrong, or two do not go together.
    """
    _refuse_unknown(environment, table)
    given: dict[str, Any] = {}
    for each in table:
        text = environment.get(_variable(each))
        if text is not None and (text.strip() or "verbatim" in each.metadata):
            given[each.name] = _value(each, text)
    refuse_mismatch(given)
    return given


def documented_of(table: Sequence[Field[Any]]) -> tuple[Documented, ...]:
    """The settings as the README tells them."""
    return tuple(Documented(_variable(each), each.metadata["told"], each.metadata["description"]) for each in table)


def not_used_yet(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The variables that are set and known, but that this version does nothing with."""
    return tuple(name for name in NOT_USED_YET if environment.get(name, "").strip())


def _variable(setting: Field[Any]) -> str:
    return PREFIX + setting.name.upper()


def _value(setting: Field[Any], text: str) -> object:
    try:
        return setting.metadata["read"](text if "verbatim" in setting.metadata else text.strip())
    except ValueError as error:
        value = MASK if "secret" in setting.metadata else shown(text)
        raise SettingsError(f"{_variable(setting)} is {value}, which {error}.") from None


def _refuse_unknown(environment: Mapping[str, str], table: Sequence[Field[Any]]) -> None:
    known = [*map(_variable, table), *NOT_USED_YET]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0)[0]
            raise SettingsError(f"{name} is not a setting of the assistant: did you mean {nearest}? Correct it or remove it.")
