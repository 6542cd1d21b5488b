"""Which language a question is in: the asker's own setting, then the script, then everyday words, then langdetect."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

ENGLISH = "en"
_SCRIPT_SHARE = 0.3
_LONG_ENOUGH = 12
_READ_AT_MOST = 1_000
_TRIGRAM_STEPS = 150
_SURE = 0.9
_KNOWN = 0.5
_LETTER_VOTE = 0.5
_TOPIC_VOTE = 0.25
_ENDING_VOTE = 0.5
_TIE = 0.3
_PUNCTUATION = ".,;:!?()\"'।؟،؛"
_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f]|['\u2019-](?=\w))*")
_SENTENCE_END = re.compile(r"(?:\A|[.!?:]\s|\n)\W*$")
_UNFOLDED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "\u0131": "i", "ß": "ss", "œ": "oe", "\u2019": "'"})


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code (`tl` for Filipino) and whether the text itself leaves little doubt."""

    code: str
    confident: bool


def load_profiles(codes: Iterable[str]) -> DetectorFactory:
    """langdetect's factory with the profiles of these languages that it has, in a fixed order and seeded."""
    files = [Path(PROFILES_DIRECTORY) / code for code in sorted(codes)]
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([file.read_text(encoding="utf-8") for file in files if file.exists()])
    return factory


class LanguageDetector:
    """Detects the language of a question; never from a person's name."""

    def __init__(
        self,
        known_words: Callable[[str], float],
        profiles: Callable[[Iterable[str]], DetectorFactory] = load_profiles,
    ) -> None:
        """`known_words` gives the share, 0 to 1, of a text's content words that the corpus knows."""
        table = tomllib.loads(resources.files("assistant").joinpath("languages.toml").read_text(encoding="utf-8"))
        self._known_words = known_words
        self._profiles = profiles
        self._codes = {name: code for code, entry in table.items() for name in (code, *entry["names"])}
        self._scripts = {code: re.compile(f"[{entry['script']}]") for code, entry in table.items() if "script" in entry}
        self._sharers = {code: _sharers(table, code) for code in self._scripts}
        self._telling = {code: entry["telling"] for code, entry in table.items() if "telling" in entry}
        self._priors = {code: entry["prior"] for code, entry in table.items() if "prior" in entry}
        self._words = _votes_of_words(table)
        self._letters = {code: frozenset(entry["letters"]) for code, entry in table.items() if "letters" in entry}
        self._signs = {code: frozenset(entry["signs"]) for code, entry in table.items() if "signs" in entry}
        self._starts = {code: tuple(entry["starts"]) for code, entry in table.items() if "starts" in entry}
        self._ends = {code: tuple(entry["ends"]) for code, entry in table.items() if "ends" in entry}

    def detect(self, text: str, preferred: str = "") -> Language:
        """The asker's own setting (a code or an English name) if it names a language, else what the text shows."""
        if setting := self._codes.get(re.split(r"[-_\s(]", preferred.strip().lower())[0]):
            return Language(setting, confident=True)
        read = text[:_READ_AT_MOST]
        return self._by_script(read) or self._by_words(read)

    def _by_script(self, text: str) -> Language | None:
        """The script other than Latin that enough of the words are written in."""
        if text.isascii():
            return None
        words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
        found = {code: sum(map(bool, map(pattern.search, words))) for code, pattern in self._scripts.items()}
        code = max(found, key=lambda each: found[each])
        if found[code] < max(1, _SCRIPT_SHARE * len(words)):
            return None
        return self._within_script("ja" if code == "zh" and found["ja"] else code, text)

    def _within_script(self, code: str, text: str) -> Language:
        sharers = self._sharers[code]
        votes = {each: float(len(set(self._telling.get(each, "")) & set(text))) for each in sharers}
        for word in text.lower().split():
            bare = word.strip(_PUNCTUATION)
            for each, vote in (*self._words.get(bare, ()), *self._votes_of_form(bare)):
                votes[each] = votes.get(each, 0.0) + vote
        most = max(votes[each] for each in sharers)
        best = [each for each in sharers if votes[each] == most]
        if len(best) == 1:
            return Language(best[0], confident=True)
        probable, probability = self._by_trigrams(text, dict.fromkeys(sharers, 1.0))
        return Language(probable if probability > _SURE and len(text) >= _LONG_ENOUGH else code, confident=False)

    def _by_words(self, text: str) -> Language:
        """The language whose everyday words are most; English where its own are as many."""
        words = _words_but_names(text)
        votes = self._votes(words)
        for code, signs in self._signs.items():
            votes[code] += 0.0 if signs.isdisjoint(text) else 1.0
        english = votes.pop(ENGLISH, 0.0)
        best = max(votes.values(), default=0.0)
        if best <= english:
            return Language(ENGLISH, confident=english > 2 * best) if english else self._without_votes(text, words)
        rivals = [code for code, vote in votes.items() if vote > best - _TIE]
        settled = len(rivals) == 1 or not all(code in self._priors for code in rivals)
        probable, _ = ("", 0.0) if settled else self._by_trigrams(" ".join(words), dict.fromkeys(rivals, 1.0))
        return Language(probable or max(votes, key=lambda each: votes[each]), confident=best > 2 * english)

    def _without_votes(self, text: str, words: list[str]) -> Language:
        if self._known_words(text) >= _KNOWN:
            return Language(ENGLISH, confident=True)
        plain = " ".join(words)
        code, probability = self._by_trigrams(plain, self._priors) if len(plain) >= _LONG_ENOUGH else ("", 0.0)
        return Language(code if probability > _SURE else ENGLISH, confident=False)

    def _votes(self, words: list[str]) -> dict[str, float]:
        """A word's one vote is shared by the languages that use it; telling letters, beginnings and ends add."""
        votes: dict[str, float] = defaultdict(float)
        for word in words:
            for code, vote in self._words.get(folded(word), ()):
                votes[code] += vote if word.isascii() or code != ENGLISH else 0.0
            for code, letters in () if word.isascii() else self._letters.items():
                votes[code] += 0.0 if letters.isdisjoint(word) else _LETTER_VOTE
            for code, vote in self._votes_of_form(word):
                votes[code] += vote
        return votes

    def _votes_of_form(self, word: str) -> Iterator[tuple[str, float]]:
        """What the beginning and the end of a word tell."""
        yield from ((code, 1.0) for code, starts in self._starts.items() if word.startswith(starts))
        yield from ((code, _ENDING_VOTE) for code, ends in self._ends.items() if word.endswith(ends) and word not in ends)

    @cached_property
    def _factory(self) -> DetectorFactory:
        return self._profiles({*self._priors, *(code for sharers in self._sharers.values() for code in sharers)})

    def _by_trigrams(self, text: str, priors: Mapping[str, float]) -> tuple[str, float]:
        """langdetect's best among the languages of `priors`, with its probability; ("", 0) for text it cannot read."""
        detector = self._factory.create()
        detector.set_prior_map(dict(priors))
        detector.ITERATION_LIMIT = _TRIGRAM_STEPS
        detector.append(text)
        try:
            best = detector.get_probabilities()[0]
        except (LangDetectException, IndexError):
            return "", 0.0
        return best.lang, best.prob


def _sharers(table: Mapping[str, Any], owner: str) -> tuple[str, ...]:
    return (owner, *(code for code, entry in table.items() if entry.get("within") == owner))


def _votes_of_words(table: Mapping[str, Any]) -> dict[str, tuple[tuple[str, float], ...]]:
    users: dict[str, list[str]] = {}
    for code, entry in table.items():
        for word in set(entry.get("words", "").split()):
            users.setdefault(word, []).append(code)
    votes = {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in users.items()}
    return dict.fromkeys(table[ENGLISH]["topics"].split(), ((ENGLISH, _TOPIC_VOTE),)) | votes


def _words_but_names(text: str) -> list[str]:
    """The words in lower case, without names: a capital inside a sentence, or at its start before another."""
    matches = list(_WORD.finditer(text))
    capital = [match.group()[0].isupper() for match in matches]
    if text.isupper() or all(capital):
        return [match.group().lower() for match in matches]
    before_name = [_is_name(after.group()) for after in matches[1:]] + [False]
    opening = [_SENTENCE_END.search(text[: match.start()]) is not None for match in matches]
    return [
        match.group().lower()
        for match, upper, opens, joined in zip(matches, capital, opening, before_name, strict=True)
        if not upper or (opens and not joined)
    ]


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def folded(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_UNFOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
