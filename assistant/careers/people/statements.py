"""Whether a message only adds a fact or a tick: "I am 19 to 21", "done: take-cbt", "25". Such a message is short and says nothing else.

The forms are few and whole, since whoever says more ("I am 19 and cannot cope") must be listened to.
"""

import re

_I_AM = r"(?:i am|i'?m|im)"
_I_HAVE = r"(?:i have(?: got)?|i'?ve(?: got)?|i got|i hold)"
_I_LACK = (
    r"(?:i (?:have|got|hold) no|i (?:do not|don'?t|dont) (?:have|hold)(?: an?y?)?|no|without|i have(?:n'?t| not) got(?: an?y?)?)"
)
_SCHOOL = (
    r"(?:(?:gcses?|maths?|english|and|or|a|an|my|full|level \d|a[ -]?levels?|nvq|degree|diploma|certificate|care|qualification|"
    r"at|grade|c|above|\d) ?)+"
)
_WORK = r"(?:the )?(?:nhs|gp practice|gp surgery|social care|care home|home care|hospital|hospice|charity|council)"
_HOURS = r"(?:(?:only|under|over|about|less than|more than) )?\d{1,2}(?:\.\d)? ?(?:hours?|hrs?)(?: a week| pw| per week)?"
_LONGEST = 120  # characters
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"done:.*",
        r"\d{1,3}",
        r"(?:band|b) ?\d[a-d]?",
        rf"{_I_AM} (?:aged? )?\d{{2}}(?: to \d{{2}}| or (?:older|over|under))?(?: years old)?",
        rf"(?:{_I_HAVE}|{_I_LACK}) {_SCHOOL}",
        rf"(?:i |we )?(?:only )?work(?:s)? {_HOURS}",
        r"(?:i |we )?(?:only )?(?:work|do) (?:only )?(?:nights|days|weekends|shifts|part[ -]time|full[ -]time)(?: only)?",
        rf"(?:i |we )?work (?:in|for|at) (?:an? )?{_WORK}",
        r"i have been registered for \d{1,2} years?",
        r"(?:i |we )?(?:live|work) in (?:england|scotland|wales|northern ireland)",
        r"i (?:trained abroad|am coming back to work|am leaving school|started a job) \([^()]{1,60}\)(?:: [\w ()]{1,60})?",
    )
)


def only_adds_a_fact(text: str, taps: frozenset[str] = frozenset()) -> bool:
    """Whether that is all that a message does; `taps` are whole messages, in small letters, that the tools offer themselves."""
    said = " ".join(text.replace("’", "'").lower().strip().rstrip(".!").split())
    return said in taps or (len(said) <= _LONGEST and any(form.fullmatch(said) for form in _FORMS))
