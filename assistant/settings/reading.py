"""Settings read from the environment: what is unknown, wrong or does not go together is refused."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass
from typing import Any

from assistant.errors import SettingsError
from assistant.settings.agreement import refuse_mismatch
from assistant.settings.marks import PREFIX
from assistant.settings.values import MASK, shown

_OPEN_DOOR = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"  # the SDK of Teams knows it


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
    _refuse_open_door(environment, given)
    return given


def documented_of(table: Sequence[Field[Any]]) -> tuple[Documented, ...]:
    """The settings as the README tells them."""
    return tuple(Documented(_variable(each), each.metadata["told"], each.metadata["description"]) for each in table)


def _variable(setting: Field[Any]) -> str:
    return PREFIX + setting.name.upper()


def _value(setting: Field[Any], text: str) -> object:
    try:
        return setting.metadata["read"](text if "verbatim" in setting.metadata else text.strip())
    except ValueError as error:
        value = MASK if "secret" in setting.metadata else shown(text)
        raise SettingsError(f"{_variable(setting)} is {value}, which {error}.") from None


def _refuse_open_door(environment: Mapping[str, str], given: Mapping[str, Any]) -> None:
    """With the app's credentials, nothing may ask for a door to them that is open to all, even if it were passed over."""
    if "teams_client_id" in given and environment.get(_OPEN_DOOR, "").strip():
        raise SettingsError(f"{_OPEN_DOOR} does not go with the credentials of a Teams app: remove it.")


def _refuse_unknown(environment: Mapping[str, str], table: Sequence[Field[Any]]) -> None:
    known = list(map(_variable, table))
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0)[0]
            raise SettingsError(f"{name} is not a setting of the assistant: did you mean {nearest}? Correct it or remove it.")
