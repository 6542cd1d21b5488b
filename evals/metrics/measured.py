"""What one family of metrics says of one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """The values by metric, those that do not apply left out, and a plain sentence for each thing that failed.

    `notes` are sentences about what is worth seeing and no failure by itself.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
