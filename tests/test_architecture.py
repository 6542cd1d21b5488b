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

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "assistant").rglob("*.py"))
LONGEST = 250

# Part: what it may import besides itself. `bootstrap` chooses the concrete parts, so it sees all but the edge.
MAY_IMPORT = {
    "__main__": {"commands", "errors", "settings"},
    "commands": {
        "answering",
        "bootstrap",
        "bootstrap_indexing",
        "bootstrap_serving",
        "bootstrap_writing",
        "channels",
        "conversing",
        "corpus",
        "errors",
        "kept",
        "settings",
        "types",
    },
    "channels": {
        "answering",
        "conversing",
        "dates",
        "errors",
        "exporting",
        "handing_over",
        "kept",
        "phrases",
        "reply_language",
        "slack_calls",
        "teams_calls",
        "types",
    },
    "bootstrap": {
        "answering",
        "careers",
        "checks",
        "composing",
        "errors",
        "fixed",
        "grounding",
        "language",
        "records",
        "retrieval",
        "routing",
        "safety",
        "settings",
        "types",
    },
    "bootstrap_indexing": {"bootstrap", "retrieval", "settings"},
    "bootstrap_writing": {"answering", "checks", "composing", "retrieval", "settings"},
    "bootstrap_channels": {
        "channels",
        "checks",
        "conversing",
        "notifying",
        "reception",
        "settings",
        "slack_calls",
        "teams_calls",
    },
    "bootstrap_serving": {
        "answering",
        "bootstrap_channels",
        "checks",
        "conversing",
        "handing_over",
        "notifying",
        "reception",
        "records",
        "reply_language",
        "settings",
    },
    "conversing": {"answering", "errors", "handing_over", "keeping", "kept", "own_data", "phrases", "routing", "safety", "types"},
    "reception": {"errors", "kept", "safety"},
    "own_data": {"dates", "kept", "phrases"},
    "keeping": {"kept", "types"},
    "kept": {"types"},
    "checks": {"drafts", "errors", "retrieval", "types"},
    "answering": {
        "advice",
        "draft_release",
        "drafts",
        "knowledge",
        "advising",
        "clarifying",
        "errors",
        "fixed",
        "following",
        "language",
        "phrases",
        "releasing",
        "reply_language",
        "routing",
        "safety",
        "terms",
        "types",
        "wording",
    },
    "advising": {"advice", "knowledge", "phrases", "releasing", "types", "wording"},
    "advice": {"types"},
    "drafts": set(),
    "draft_release": {"draft_standing", "drafts", "releasing", "types", "wording"},
    "draft_standing": {"types", "words"},
    "clarifying": {"phrases", "types", "words"},
    "fixed": {"clarifying", "phrases", "reply_language", "routing", "types"},
    "releasing": {"types", "wording"},
    "composing": {"drafts", "errors", "facts", "retry_after", "routing", "types", "words"},
    "grounding": {"words"},
    "careers": {"advice", "errors", "knowledge", "regression", "types"},
    "corpus": {"errors", "knowledge", "retrieval"},
    "knowledge": {"errors", "types"},
    "following": {"errors", "phrases", "types", "words"},
    "retrieval": {"errors", "facts", "following", "knowledge", "retry_after", "safety", "types", "words"},
    "wording": {"dates", "phrases", "types"},
    "settings": {"errors"},
    "safety": {"errors", "types"},
    "language": {"types"},
    "handing_over": {"errors", "kept", "phrases", "types"},
    "notifying": {"errors", "kept", "slack_calls", "teams_calls"},
    "teams_calls": {"errors", "retry_after"},
    "reply_language": {"language", "types"},
    "regression": set(),
    "routing": {"errors", "regression", "safety"},
    "exporting": {"dates", "errors", "types"},
    "records": {"errors", "kept", "types"},
    "facts": {"types"},
    "terms": {"words"},
    "words": set(),
    "dates": set(),
    "phrases": set(),
    "retry_after": set(),
    "slack_calls": set(),
    "errors": set(),
    "types": set(),
    "": set(),
}

# Vendor: the modules, or the packages of modules, that may import it.
VENDORS = {
    "Stemmer": ["words"],
    "alembic": ["records"],
    "anyascii": ["exporting.scripts", "retrieval.names"],
    "anyio": ["channels.web"],
    "bm25s": ["retrieval.lexical"],
    "bs4": ["retrieval.reading"],
    "charset_normalizer": ["retrieval.reading.decoding"],
    "chromadb": ["retrieval.vectors"],
    "click": ["__main__", "commands"],
    "docx": ["corpus.word_template", "exporting.word"],
    "fastapi": ["bootstrap_channels", "channels", "commands"],
    "filelock": ["retrieval"],
    "fontpkg_noto_sans": ["exporting.scripts"],
    "fontpkg_noto_sans_arabic": ["exporting.scripts"],
    "fpdf": ["exporting.portable"],
    "httpx": [
        "channels.teams",
        "composing.writing.chat",
        "composing.writing.chat_errors",
        "notifying.teams",
        "retrieval.embedding_endpoint",
        "retrieval.endpoint_calls",
        "teams_calls",
    ],
    "itsdangerous": ["channels.web.identity", "channels.web.staff_door"],
    "jinja2": ["channels.web.rendering", "channels.web.staff_rendering"],
    "json_repair": ["composing.writing.asides", "composing.writing.draft_reader"],
    "jwt": ["channels.teams.door"],
    "langdetect": ["language"],
    "llama_index": ["composing.writing.chat", "retrieval.vectors"],
    "lxml": ["retrieval.reading"],
    "mammoth": ["retrieval.reading.word"],
    "markupsafe": ["channels.web.markup", "channels.web.rendering", "channels.web.staff_rendering"],
    "microsoft_teams": ["channels.teams"],
    "msoffcrypto": ["retrieval.reading.office"],
    "networkx": ["careers.routes.graph"],
    "nltk": ["retrieval.sentences"],
    "numpy": ["advice", "answering", "careers.kinds", "composing", "grounding", "regression", "retrieval", "routing"],
    "onnx": ["retrieval.e5_graph"],
    "onnxruntime": ["retrieval.e5_graph", "retrieval.onnx_graph"],
    "openai": ["composing.writing.chat", "composing.writing.chat_errors"],
    "openpyxl": ["retrieval.reading.workbook"],
    "phonenumbers": ["safety.numbers"],
    "pptx": ["retrieval.reading.shapes", "retrieval.reading.slides"],
    "purgatory": ["composing.writing.circuit"],
    "pydantic": [
        "channels.teams.activities",
        "channels.web",
        "commands.row_schemas",
        "corpus.entries",
        "knowledge",
        "retrieval.embedding_endpoint",
        "retrieval.front_matter",
    ],
    "pydantic_core": ["knowledge", "retrieval.front_matter"],
    "pypdf": ["retrieval.reading.pdf"],
    "rapidfuzz": ["careers.roles", "retrieval.lexical"],
    "rich": ["commands.printed", "commands.terminal"],
    "sqlalchemy": ["records"],
    "slack_bolt": ["channels.slack"],
    "slack_sdk": ["channels.slack", "notifying.slack", "slack_calls"],
    "sqlite3": ["records", "retrieval.scopes", "retrieval.storage", "retrieval.store"],
    "stamina": ["composing.writing.writer", "retrieval.endpoint_calls", "teams_calls"],
    "starlette": ["channels.web"],
    "stdnum": ["safety.numbers"],
    "textstat": ["corpus.readability"],
    "tokenizers": ["retrieval.onnx_folder"],
    "uvicorn": ["commands.server"],
    "yaml": ["knowledge.scalars"],
}
# What comes with a vendor that is declared: from the same makers, or what its own classes are made of.
COMES_WITH = {
    "anyio": "fastapi",
    "jwt": "microsoft_teams",
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
    "starlette": "fastapi",
}

# The one module that starts the evaluation, which is no part of the assistant.
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
