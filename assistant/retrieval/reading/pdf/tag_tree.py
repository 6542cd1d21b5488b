"""The structure tree of a tagged PDF, with the roles that its writer made up resolved to those of the standard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader

_DEEPEST = 100
_MOST = 500_000  # nodes
_WIDEST = 100  # columns or rows that one cell may span


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a page; pages count from 0."""

    page: int
    number: int


@dataclass(slots=True)
class Node:
    """A tagged part with what is in it in reading order; `columns` and `rows` are what a table's cell spans."""

    role: str
    children: list["Node | Mark"] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    def nodes(self) -> Iterator["Node"]:
        return (child for child in self.children if isinstance(child, Node))

    def all(self) -> Iterator["Node"]:
        """The node and all below it."""
        yield self
        for child in self.nodes():
            yield from child.all()

    def marks(self, without: tuple[str, ...] = ()) -> Iterator[Mark]:
        """The marked stretches in it, but for those in parts of the given roles."""
        for child in self.children:
            if isinstance(child, Mark):
                yield child
            elif child.role not in without:
                yield from child.marks(without)

    def outermost(self, roles: tuple[str, ...]) -> Iterator["Node"]:
        """The parts of the given roles that stand in no other such part."""
        for child in self.nodes():
            if child.role in roles:
                yield child
            else:
                yield from child.outermost(roles)


def root(reader: PdfReader) -> Node | None:
    """The whole tree; None where the file has none."""
    structure = _dictionary(reader.root_object.get("/StructTreeRoot"))
    if not structure:
        return None
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}
    builder = _Builder(_dictionary(structure.get("/RoleMap")), pages)
    return Node("Document", list(builder.children(structure.get("/K"), None, 0)))


class _Builder:
    def __init__(self, roles: Mapping[str, Any], pages: Mapping[int, int]) -> None:
        self._roles = roles
        self._pages = pages
        self._seen = 0

    def children(self, kids: Any, page: int | None, depth: int) -> Iterator[Node | Mark]:
        """The children that an entry /K names: a number, a dictionary, or a list of these."""
        found = _plain(kids)
        self._seen += 1
        if depth > _DEEPEST or self._seen > _MOST:
            return
        if isinstance(found, list):
            for kid in found:
                yield from self.children(kid, page, depth + 1)
        elif isinstance(found, int):
            if page is not None:
                yield Mark(page, int(found))
        elif isinstance(found, Mapping):
            yield from self._child(found, page, depth)

    def _child(self, found: Mapping[str, Any], page: int | None, depth: int) -> Iterator[Node | Mark]:
        own = found.get("/Pg")
        page = self._pages.get(getattr(own, "idnum", -1), page)
        number = _plain(found.get("/MCID"))
        if isinstance(number, int) and page is not None:
            yield Mark(page, int(number))
        elif "/S" in found:
            node = Node(self._role(str(_plain(found["/S"]))))
            node.columns, node.rows = _span(found, "/ColSpan"), _span(found, "/RowSpan")
            node.children = list(self.children(found.get("/K"), page, depth + 1))
            yield node

    def _role(self, name: str) -> str:
        """The standard role behind a name of the writer's own; /Title stays, which older standards do not have."""
        for _ in range(_DEEPEST):
            if name not in self._roles or name == "/Title":
                break
            name = str(_plain(self._roles[name]))
        return name.removeprefix("/")


def _span(found: Mapping[str, Any], name: str) -> int:
    attributes = _plain(found.get("/A"))
    for one in attributes if isinstance(attributes, list) else [attributes]:
        value = _plain(_dictionary(one).get(name))
        if isinstance(value, int):
            return min(max(int(value), 1), _WIDEST)
    return 1


def _plain(entry: Any) -> Any:
    return entry.get_object() if hasattr(entry, "get_object") else entry


def _dictionary(entry: Any) -> Mapping[str, Any]:
    found = _plain(entry)
    return found if isinstance(found, Mapping) else {}
