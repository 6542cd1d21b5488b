"""Which files an indexing run looks at, and the names they go by."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.employers import LOCAL

_README = "README.md"
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be indexed, the root that its name is relative to, and why it cannot be read, where that is known.

    Names under a root called `local` begin with it, so that a trust's own pages can be called what pages of the corpus are called.
    """

    path: Path
    root: Path
    reason: str = ""

    @property
    def document(self) -> str:
        name = self.path.relative_to(self.root).as_posix()
        return f"{LOCAL}/{name}" if self.root.name == LOCAL else name

    @property
    def shown(self) -> str:
        """The name as it can be printed and stored: file systems hold names that are no text."""
        return self.document.encode("utf-8", "replace").decode()


def targets_under(paths: Iterable[Path]) -> list[Target]:
    """Every file under the paths, once, in order; folders that cannot be listed come as targets with the reason.

    Left out are hidden files and folders, pipes and devices, what a link to a folder leads to, and the README.md of a folder
    of pages: where others have front matter and it has none, it tells how to write them.
    """
    found: dict[Path, Target] = {}
    for given in paths:
        root = given.resolve()
        for target in [Target(root, root.parent)] if root.is_file() else _in_folder(root):
            found.setdefault(target.path, target)
    return list(found.values())


def _in_folder(root: Path) -> Iterator[Target]:
    unlisted: list[OSError] = []
    files = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(folder, name) for name in names if not name.startswith(".")]
    files = sorted(file for file in files if file.is_file())
    if _explains(root / _README, files):
        files.remove(root / _README)
    yield from (Target(file, root) for file in files)
    for error in unlisted:
        yield Target(Path(error.filename), root, f"the folder cannot be listed ({error.strerror})")


def _explains(readme: Path, files: list[Path]) -> bool:
    if readme not in files or _has_front_matter(readme):
        return False
    return any(_has_front_matter(file) for file in files if file.suffix.lower() in _MARKDOWN)


def _has_front_matter(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.readline(16).rstrip() in (b"---", b"\xef\xbb\xbf---")
    except OSError:
        return False
