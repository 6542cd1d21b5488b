"""Sentences with their offsets, by nltk's Punkt splitter with the abbreviations of this field and no trained data."""

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

_ABBREVIATIONS = """
a.m p.m e.g i.e etc eg ie vs cf approx dept no nos fig tel ext dr mr mrs ms prof rev st jan feb mar apr jun
jul aug sep sept oct nov dec mon tue wed thu fri inc ltd co u.k n.b nb c min max hr hrs wk
wks yr yrs p pp vol ed al ref para sec""".split()


def _tokenizer() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


_PUNKT = _tokenizer()


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, in characters; blanks at either end are left out."""
    found = [(a, text[a:b]) for a, b in _PUNKT.span_tokenize(text)]
    starts = [(a + len(sentence) - len(sentence.lstrip()), sentence.strip()) for a, sentence in found]
    return [(start, start + len(sentence)) for start, sentence in starts if sentence]
