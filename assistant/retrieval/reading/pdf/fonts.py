"""How wide and how heavy the letters of a PDF's fonts are."""

import re
from collections.abc import Mapping
from statistics import mean
from typing import Any

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!t)|-medi\b|medi$|extrab|ultrab|\bCMBX", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_NARROW, _SLIM, _USUAL, _CAPITAL, _BROAD = 0.25, 0.34, 0.54, 0.67, 0.86
_BY_CLASS = {
    **dict.fromkeys("ijl.,:;'|!’‘·", _NARROW),
    **dict.fromkeys('ftrI()[]{}/\\- "“”`*°•', _SLIM),
    **dict.fromkeys("mwMW@%—…", _BROAD),
}
_CODE = rb"<([0-9a-fA-F\s]+)>\s*"
_PAIR, _RANGE = re.compile(_CODE * 2), re.compile(_CODE * 3)
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ONE_CHARACTER = 4  # hexadecimal digits
_LONGEST_RANGE = 2**16


class Font:
    """One font of a document. Widths are in units of the font's size."""

    def __init__(self, resource: Mapping[str, Any]) -> None:
        descendants = _list(resource.get("/DescendantFonts"))
        descendant = _dictionary(descendants[0]) if descendants else resource
        self.bold = _is_bold(str(_plain(resource.get("/BaseFont"))), _dictionary(descendant.get("/FontDescriptor")))
        self._widths = _composite_widths(resource, descendant) if descendants else _simple_widths(resource)
        self._scale = _scale(self._widths)

    def knows(self, text: str) -> bool:
        """Whether the file gives the width of every character, so that no width is guessed."""
        return all(self._widths.get(character) for character in text if not character.isspace())

    def width(self, text: str) -> float:
        return sum(self._widths.get(character) or self._scale * _typical(character) for character in text)


def _typical(character: str) -> float:
    return _BY_CLASS.get(character) or (_CAPITAL if character.isupper() else _USUAL)


def _scale(widths: Mapping[str, float]) -> float:
    """How wide the font is beside a typical one."""
    known = [(width, _typical(character)) for character, width in widths.items() if character.isalnum() and width]
    return mean(width for width, _ in known) / mean(usual for _, usual in known) if known else 1.0


def _is_bold(name: str, descriptor: Mapping[str, Any]) -> bool:
    heavy = _number(descriptor.get("/FontWeight")) >= _BOLD_WEIGHT
    return heavy or bool(_BOLD.search(name)) or bool(int(_number(descriptor.get("/Flags"))) & _FORCE_BOLD)


def _simple_widths(resource: Mapping[str, Any]) -> dict[str, float]:
    """Widths by character; where the font does not say what its codes show, they are taken for windows-1252."""
    first = int(_number(resource.get("/FirstChar")))
    matrix = _list(resource.get("/FontMatrix"))
    unit = _number(matrix[0]) if matrix else 0.001
    shown = _shown(resource) or {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
    codes = ((first + place, _number(width)) for place, width in enumerate(_list(resource.get("/Widths"))))
    return {shown[code]: width * unit for code, width in codes if code in shown}


def _composite_widths(resource: Mapping[str, Any], descendant: Mapping[str, Any]) -> dict[str, float]:
    """Widths by character of a font whose codes are glyph numbers, as far as it says which glyph shows what."""
    widths = _glyph_widths(_list(descendant.get("/W")))
    usual = _number(descendant.get("/DW", 1000))
    return {character: widths.get(code, usual) / 1000 for code, character in _shown(resource).items()}


def _glyph_widths(items: list[Any]) -> dict[int, float]:
    """The array /W: a first code with a list of widths, or a first and last code with one width."""
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(items):
        first, second = int(_number(items[place])), _plain(items[place + 1])
        if isinstance(second, list):
            widths.update({first + offset: _number(width) for offset, width in enumerate(second)})
            place += 2
        elif place + 2 < len(items):
            last = min(int(_number(second)), first + _LONGEST_RANGE)
            widths.update(dict.fromkeys(range(first, last + 1), _number(items[place + 2])))
            place += 3
        else:
            break
    return widths


def _shown(resource: Mapping[str, Any]) -> dict[int, str]:
    """Code to character, for the single characters of a font's /ToUnicode map."""
    mapping = _plain(resource.get("/ToUnicode"))
    shown: dict[int, str] = {}
    for kind, body in _SECTION.findall(mapping.get_data() if hasattr(mapping, "get_data") else b""):
        pairs = ((one, one, two) for one, two in _PAIR.findall(body))
        for one, two, target in pairs if kind == b"bfchar" else _RANGE.findall(body):
            if len(_hex(target)) == _ONE_CHARACTER:
                first, start = int(_hex(one), 16), int(_hex(target), 16)
                last = min(int(_hex(two), 16), first + 0xFFFF - start)
                shown.update({code: chr(start + code - first) for code in range(first, last + 1)})
    return shown


def _hex(digits: bytes) -> bytes:
    return b"".join(digits.split()) or b"0"


def _plain(entry: Any) -> Any:
    """What an entry holds, wherever in the file it stands."""
    return entry.get_object() if hasattr(entry, "get_object") else entry


def _dictionary(entry: Any) -> Mapping[str, Any]:
    found = _plain(entry)
    return found if isinstance(found, Mapping) else {}


def _list(entry: Any) -> list[Any]:
    found = _plain(entry)
    return found if isinstance(found, list) else []


def _number(entry: Any) -> float:
    found = _plain(entry)
    return float(found) if isinstance(found, int | float) else 0.0
