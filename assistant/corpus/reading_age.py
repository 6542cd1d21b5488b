"""The age at which a page or a file of records can be read.

Each paragraph, list item and sentence of a record ends a sentence. Left out are headings and tables, whose cells are no sentences, the
lists of sources and of questions, and the names and official terms of the glossary: for each stands one short word.
"""

import re
from collections.abc import Iterable, Iterator
from statistics import median

from assistant.corpus.content import Content, Page
from assistant.corpus.faults import Age, Fault
from assistant.corpus.glossary import terms
from assistant.corpus.readability import age as age_of
from assistant.corpus.readability import sentences
from assistant.corpus.wording import without_addresses
from assistant.knowledge.records import words_of
from assistant.retrieval.likely import ANSWERED, UNANSWERED

HIGHEST_MEDIAN = 12.0  # years, over all files
HARD = 15.0  # years, of one file
_FEWEST_WORDS = 40  # fewer tell nothing
_NEUTRAL = "name"
_END_OF_PROSE = re.compile(rf"^## (?:Sources|Related pages|{ANSWERED}|{UNANSWERED})[ \t]*$", re.MULTILINE)
_NO_PROSE = re.compile(r"^[ \t]*(?:#|\|).*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]]|^[ \t]*(?:[-*]|\d+\.)[ \t]+", re.MULTILINE)


def reading_age(text: str) -> float | None:
    """The age in years; None where the text is too short to tell."""
    said = list(sentences(terms().sub(_NEUTRAL, text)))
    return None if sum(len(sentence.split()) for sentence in said) < _FEWEST_WORDS else age_of(said)


def ages_of(content: Content) -> list[Age]:
    """The reading age of each page and each file of records that is long enough to tell."""
    texts = {page.shown: prose(page) for page in content.pages}
    for entry in content.entries:
        said = "\n".join(words.text for words in words_of(entry.record))
        texts[entry.shown] = f"{texts.get(entry.shown, '')}\n{said}"
    ages = ((shown, reading_age(text)) for shown, text in texts.items())
    return [Age(shown, round(age, 1)) for shown, age in ages if age is not None]


def median_of(ages: Iterable[Age]) -> float | None:
    """The median over files; None without any."""
    years = [age.years for age in ages]
    return round(median(years), 1) if years else None


def faults_of(ages: Iterable[Age]) -> Iterator[Fault]:
    """Files that are hard to read are warned of; the median is held to."""
    remedy = "use shorter sentences and everyday words"
    ages = list(ages)
    for age in ages:
        if age.years > HARD:
            yield Fault(age.file, "reading age", f"it reads at the age of {age.years:g}", remedy, "warning")
    middle = median_of(ages)
    if middle is not None and middle > HIGHEST_MEDIAN:
        problem = f"half of the files read at the age of {middle:g} or more; at most {HIGHEST_MEDIAN:g} is wanted"
        yield Fault("all files", "reading age", problem, remedy)


def prose(page: Page) -> str:
    """The paragraphs and list items of a page that readers see."""
    end = _END_OF_PROSE.search(page.body)
    text = page.body[: end.start()] if end else page.body
    return _MARKS.sub("", _NO_PROSE.sub("", without_addresses(text)))
