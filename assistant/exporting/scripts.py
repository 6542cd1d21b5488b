"""Which font shows which letters, and Latin letters for those that none of them shows."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from anyascii import anyascii

FONTS: dict[str, Path] = {
    package.FAMILY: next(path for path in sorted((package.ROOT / "files").glob("*.ttf")) if "Italic" not in path.name)
    for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic)
}
MAIN = fontpkg_noto_sans.FAMILY


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row that one font shows and that are of one script: letters are joined within a script only."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Scripts:
    """The characters that each font shows, the main font first."""

    shown: dict[str, Collection[int]]

    def runs(self, text: str) -> tuple[Run, ...]:
        """The text cut where font or script change; what no font shows is spelt in Latin letters."""
        groups = groupby(self._characters(text), key=lambda each: each[:2])
        runs = [Run(font, "".join(char for *_, char in group)) for (font, _), group in groups]
        return tuple(run for run in _spaces_apart(runs) if run.text)

    def is_shown(self, text: str) -> bool:
        """Whether every letter of the text has a font; signs do not count, for they are spelt out well."""
        return all(self._font(char) for char in text if char.isalpha())

    def _characters(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Font, script and what to write for each character; signs, marks and spaces stay with the letter before."""
        font, script = MAIN, "LATIN"
        for char in text:
            if char.isalpha() or ord(char) not in self.shown[font]:
                found = self._font(char)
                font, script = (found, _script(char)) if found else (MAIN, "LATIN")
                yield font, script, char if found else anyascii(char)
            else:
                yield font, script, char

    def _font(self, char: str) -> str:
        return next((font for font, chars in self.shown.items() if ord(char) in chars), "")


def _script(char: str) -> str:
    return unicodedata.name(char, "LATIN").partition(" ")[0] if char.isalpha() else "LATIN"


def _spaces_apart(runs: list[Run]) -> Iterator[Run]:
    """Spaces between two scripts as runs of their own: in words that run to the left they would stand on the wrong side."""
    for run in runs:
        words = run.text.rstrip(" ")
        yield Run(run.font, words)
        yield Run(MAIN, run.text[len(words) :])
