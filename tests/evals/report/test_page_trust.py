"""The page loads nothing from elsewhere and trusts no text."""

import base64
import hashlib
import re
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from evals.answers import RankedPassage, SaidAnswer, SaidCitation, SaidSentence
from evals.dataset import EvidenceText, Point
from evals.runs import Disagreement, JudgeAgreement, Judgement, RunResult
from tests.evals.report.made_up import case_of, only, run
from tests.evals.report.pages import page, text_of

HOSTILE = "<script>alert(1)</script><img src=//evil.example/x onerror=alert(2)>\"'`{{ 7*7 }}"
UNSEEN = "\u202eReversed\u2069"


def hostile() -> RunResult:
    """A run in which every text that comes from outside is an attack."""
    asked = replace(
        case_of("C001"),
        id=HOSTILE,
        question=HOSTILE,
        history=(("user", HOSTILE),),
        points=(Point(HOSTILE, True),),
        evidence=(EvidenceText(HOSTILE, HOSTILE),),
        slices={"topic": HOSTILE},
    )
    citations = tuple(
        SaidCitation(number=at, document=HOSTILE, title=HOSTILE, section=HOSTILE, quote=HOSTILE, url=url)
        for at, url in enumerate(("javascript:alert(3)", 'https://example.org/"onmouseover="alert(4)', "data:text/html,x"), 1)
    )
    given = SaidAnswer(
        id=HOSTILE,
        outcome=HOSTILE,
        language=HOSTILE,
        answer=HOSTILE,
        sentences=(SaidSentence(text=HOSTILE, citations=(1,)),),
        citations=citations,
        retrieved=(RankedPassage(document=HOSTILE, text=HOSTILE),),
        notices=(HOSTILE,),
        error=HOSTILE,
    )
    result = only(asked, given, [HOSTILE])
    return replace(
        result,
        configuration=replace(result.configuration, name=HOSTILE, system=HOSTILE, dataset=HOSTILE, settings={HOSTILE: HOSTILE}),
        notices=(HOSTILE,),
        judgement=Judgement((HOSTILE,)),
        judge=JudgeAgreement(HOSTILE, 1, 0, None, None, (Disagreement(HOSTILE, HOSTILE, True, False),)),
    )


def loading(soup: BeautifulSoup) -> list[str]:
    """What a browser would fetch by itself."""
    tags = soup.find_all(
        ["script", "link", "img", "iframe", "object", "embed", "source", "video", "audio", "base", "use", "image"]
    )
    named = [str(tag.get(key)) for tag in tags for key in ("src", "href", "data", "srcset", "xlink:href") if tag.get(key)]
    return [each for each in named if not each.startswith(("#", "data:"))]


def test_the_page_asks_for_nothing_outside_itself(full: BeautifulSoup) -> None:
    styles = " ".join(style.get_text() for style in full.find_all("style")) + " ".join(
        str(tag["style"]) for tag in full.find_all(style=True)
    )

    assert loading(full) == []
    assert not re.search(r"@import|url\((?!#)", styles)
    assert all(tag.name == "a" for tag in full.find_all(href=re.compile("^https?:")))


def test_links_to_sources_tell_nobody_where_they_come_from(full: BeautifulSoup) -> None:
    links = full.find_all("a", href=re.compile("^https?:"))

    assert links
    assert all(link["rel"] == ["noopener", "noreferrer"] for link in links)


def test_only_the_one_script_may_run(full: BeautifulSoup) -> None:
    (script,) = full.find_all("script")
    policy = full.find("meta", attrs={"http-equiv": "Content-Security-Policy"})

    assert isinstance(policy, Tag)
    digest = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in str(policy["content"])


def test_text_from_outside_stays_text() -> None:
    soup = page(hostile())

    assert len(soup.find_all("script")) == 1
    assert soup.find_all("img") == []
    assert [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []
    assert [link["href"] for link in soup.find_all("a", href=re.compile("^(?!#)"))] == [
        'https://example.org/"onmouseover="alert(4)'
    ]
    assert HOSTILE in text_of(soup, ".failure h3")
    assert "49" not in text_of(soup, ".failure h3")


def test_characters_that_cannot_be_seen_are_taken_out() -> None:
    soup = page(only(replace(case_of("C001"), question=UNSEEN)))

    assert "Reversed" in text_of(soup, ".failure h3")
    assert not re.search("[\u202e\u2069]", str(soup))


def test_what_a_second_judge_says_stays_text() -> None:
    judge = JudgeAgreement("large", 0, 2, None, None, reason=HOSTILE, answered_by=(HOSTILE,), notice=HOSTILE)

    soup = page(replace(run(), judge=judge, notices=(HOSTILE,)))

    assert text_of(soup, "#judge p").count(HOSTILE) == 2
    assert soup.find_all("img") == []
