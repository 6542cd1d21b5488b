"""Plain YAML in which every value remembers where it stands, so that it can be quoted word for word.

Values are text; nothing is turned into a number, a date or a Python object. Anchors, aliases, tags and keys given twice are
refused: they have no use in records and can blow up whoever reads them.
"""

from dataclasses import dataclass

import yaml

from assistant.errors import CorpusError

# In C where PyYAML was built with it: over the records of the corpus ten times as quick.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MAX_DEPTH = 12
_SHOWN = 80


class Scalar(str):
    """A value as text; `start:end` is where it stands in the file, in characters, and `verbatim` that it reads so there."""

    start: int
    end: int
    verbatim: bool

    @staticmethod
    def at(value: str, start: int, end: int, verbatim: bool) -> "Scalar":
        made = Scalar(value)
        made.start, made.end, made.verbatim = start, end, verbatim
        return made


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    deepest: int

    def value(self, node: yaml.Node, depth: int = 0) -> object:
        if depth > self.deepest:
            raise CorpusError(f"{_line(node)}: nested more than {self.deepest} deep. Write it flatter.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            name = str(key.value)
            if not isinstance(key, yaml.ScalarNode):
                raise CorpusError(f"{_line(key)}: a key is a list or a mapping. Write one `key: value` a line.")
            if name in found:
                raise CorpusError(f"{_line(key)}: {name!r} is given twice. Keep one of the two.")
            found[name] = self.value(value, depth + 1)
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in {"'", '"'}:
            start, end = start + 1, end - 1
        return Scalar.at(node.value, start, end, self.text[start:end] == node.value)


def read_plain(text: str, deepest: int = MAX_DEPTH) -> object:
    """The mappings, lists and Scalars of a YAML text, nested at most `deepest` deep.

    Raises:
        CorpusError: it is no YAML, or uses more of YAML than mappings, lists and text; the message names the line.
    """
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            _refuse_tricks(event)
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeEncodeError) as error:  # the second: half of a character
        reason = " ".join(str(error).split())[:200]
        raise CorpusError(f"not YAML ({reason}). Mend the line that it names.") from error
    except RecursionError as error:
        raise CorpusError(f"nested more than {deepest} deep. Write it flatter.") from error
    return _Reading(text, deepest).value(node) if node is not None else {}


def _refuse_tricks(event: yaml.Event) -> None:
    if isinstance(event, yaml.NodeEvent):
        trick = event.anchor or getattr(event, "tag", None)
        if trick:
            raise CorpusError(f"{str(trick)[:_SHOWN]!r} is a YAML anchor or tag. Write it out.")


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"
