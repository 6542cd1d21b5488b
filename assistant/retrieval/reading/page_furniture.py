"""What of a web page is not its content: navigation, banners, scripts, and all that is not shown."""

import re

from bs4 import BeautifulSoup, Tag

from assistant.retrieval.reading.hidden import is_unseen

_NAMES = """
audio button canvas datalist dialog head iframe nav noscript object script select style svg template textarea video
"""
_ROLES = "alertdialog contentinfo dialog menu menubar navigation search"
_NEVER_CONTENT, _NEVER_ROLES = frozenset(_NAMES.split()), frozenset(_ROLES.split())
_FURNITURE = re.compile(
    r"""(?x)(?:^|[\s_-])(?:
    cookies?[\w-]*(?:banner|bar|consent|notice|message|popup|prompt|overlay|modal|wall) | onetrust[\w-]* | cookiebot\w*
    | (?:gdpr|ccc|consent)[_-](?:banner|overlay|notice|module|popup|modal)
    | breadcrumbs? | pagination | skip[_-]?(?:link|nav|to)[\w-]* | back[_-]to[_-]top | site[_-]?(?:footer|nav|search)
    | (?:visually|screen-reader)[_-]?(?:hidden|text|only) | sr-only
    | social[_-](?:share|links|media) | share[_-](?:links|buttons)
    )(?:$|[\s_-])""",
    re.IGNORECASE,
)
_SHELL = ("html", "body", "main", "article", "form")
_MAIN_SHARE = 0.2  # of the page's text; a smaller main part is a misused tag


def strip_furniture(page: BeautifulSoup) -> None:
    """Take out of the page, in place, what is not content."""
    waiting: list[Tag] = [page]
    while waiting:
        for child in list(waiting.pop().children):
            if isinstance(child, Tag) and _is_furniture(child):
                child.extract()
            elif isinstance(child, Tag):
                waiting.append(child)


def main_part(page: BeautifulSoup) -> list[Tag]:
    """The page's main parts with a main heading that stands outside them; the whole page where it names none."""
    mains = [tag for tag in page.select("main, [role=main]") if tag.find_parent("main") is None]
    if sum(len(tag.get_text()) for tag in mains) < _MAIN_SHARE * len(page.get_text()):
        return [page]
    outside = [] if any(tag.find("h1") for tag in mains) else page.find_all("h1", limit=1)
    return [*outside, *mains]


def _is_furniture(tag: Tag) -> bool:
    if tag.name == "footer":
        return tag.find_parent("blockquote") is None
    return tag.name in _NEVER_CONTENT or (bool(tag.attrs) and _is_marked(tag))


def _is_marked(tag: Tag) -> bool:
    """Whether its attributes say that it is hidden or furniture; the page's own shell is never taken for that."""
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or tag.get("role") in _NEVER_ROLES:
        return True
    names = " ".join([*map(str, tag.get_attribute_list("class")), str(tag.get("id", ""))])
    says = _FURNITURE.search(names) is not None or is_unseen(str(tag.get("style", "")))
    return says and tag.name not in _SHELL and tag.find("main") is None
