"""The map of the code as a test: who may import whom, and which vendor lives where."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.import_map import COMES_WITH, MAY_IMPORT, VENDORS

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "assistant").rglob("*.py"))
LONGEST = 250

MAY_EVALUATE = ("assistant.commands.evaluate", "evals")

STANDARD = sys.stdlib_module_names - {"sqlite3"}
STARTS = {"bootstrap_channels", "commands"}  # they load what takes a while when it is needed
SAYS_NOTHING = {"base", "common", "core", "helper", "helpers", "manager", "misc", "shared", "tools", "util", "utils"}
READ_THE_ENVIRONMENT = {"assistant.__main__", "assistant.retrieval.reading.child"}  # the second hands it to its process
LONG = {"assistant.types": "the nouns stand on one page"}  # module: why it is one room and not two


@dataclass(frozen=True)
class Import:
    """An import statement: `late` where it stands inside a function."""

    importer: str
    imported: str
    late: bool

    def __str__(self) -> str:
        return f"{self.importer} -> {self.imported}"


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path) for path in FILES}


def statements(node: ast.AST, late: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """The statements within a node, each with whether it stands inside a function; expressions import nothing."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child, late
            yield from statements(child, late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def imports_of(path: Path) -> Iterator[Import]:
    for node, late in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path} has a relative import"
            whole = (f"{node.module}.{alias.name}" for alias in node.names)
            names = [each if each in MODULES else node.module for each in whole]
        else:
            continue
        yield from (Import(name_of(path), name, late) for name in names)


IMPORTS = [each for path in FILES for each in imports_of(path)]
OURS = [each for each in IMPORTS if each.imported.split(".")[0] == "assistant"]
OUTSIDE = [each for each in IMPORTS if each.imported.split(".")[0] in {"evals", "tests"}]
OTHERS = [each for each in IMPORTS if each.imported.split(".")[0] not in {"assistant", "evals", "tests", *STANDARD}]


def part(module: str) -> str:
    return [*module.split("."), ""][1]


def is_within(module: str, places: list[str]) -> bool:
    return any(f"{module}.".startswith(f"assistant.{place}.") for place in places)


def test_every_part_stands_on_the_map() -> None:
    assert {part(module) for module in MODULES} == set(MAY_IMPORT)


def test_imports_go_down_the_map_only() -> None:
    wrong = [each for each in OURS if part(each.imported) not in {part(each.importer), *MAY_IMPORT[part(each.importer)]}]

    assert list(map(str, wrong)) == []


def test_no_arrow_of_the_map_is_drawn_for_nothing() -> None:
    used = {(part(each.importer), part(each.imported)) for each in OURS}
    drawn = {(who, whom) for who, all_ in MAY_IMPORT.items() for whom in all_ - {"errors", "types"}}

    assert drawn - used == set()


def test_only_its_own_command_imports_the_evaluation_and_late() -> None:
    wrong = [each for each in OUTSIDE if not (each.late and (each.importer, each.imported.split(".")[0]) == MAY_EVALUATE)]

    assert list(map(str, wrong)) == []


def test_no_module_imports_itself_round_a_corner() -> None:
    graph = {module: {each.imported for each in OURS if each.importer == module} for module in MODULES}

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_vendor_lives_where_the_table_says() -> None:
    wrong = [each for each in OTHERS if not is_within(each.importer, VENDORS.get(each.imported.split(".")[0], []))]

    assert list(map(str, wrong)) == []


def test_the_table_of_vendors_holds_no_one_who_has_left() -> None:
    assert {each.imported.split(".")[0] for each in OTHERS} == set(VENDORS)


def test_every_vendor_is_a_dependency_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {same_name(dependency) for dependency in project["dependencies"]}
    distributions = packages_distributions()

    vendors = {COMES_WITH.get(vendor, vendor) for vendor in VENDORS if vendor != "sqlite3"}
    missing = {each for each in vendors if not declared & {same_name(name) for name in distributions[each]}}

    assert missing == set()


def same_name(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name, f"{requirement} is not a requirement"
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_only_what_starts_the_assistant_imports_inside_functions() -> None:
    assert [str(each) for each in IMPORTS if each.late and part(each.importer) not in STARTS] == []


def test_only_the_command_line_reads_the_environment() -> None:
    readers = {
        name_of(path)
        for path in FILES
        if "env" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    }

    assert readers == READ_THE_ENVIRONMENT


def test_a_module_is_named_for_what_it_holds() -> None:
    assert {module for module in MODULES if module.rsplit(".", 1)[-1] in SAYS_NOTHING} == set()


def test_a_module_is_one_room() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    longer = {module: lines for module, lines in lengths.items() if lines > LONGEST}

    assert longer.keys() == LONG.keys(), longer
