"""How long a route takes, in words: the sum with its working."""

from assistant.careers.routes.graph import Months, Route

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def working(route: Route) -> str:
    """The sum of a route with its working: "24 months + 16 to 24 months: 40 to 48 months in all."."""
    if route.months is None:
        return "No length on record."
    counted = [step.transition.months for step in route.steps if step.counted]
    spans = [said((each.least, each.most)) for each in counted if each is not None]
    parts = " + ".join(spans)
    missing = len(counted) - len(spans)
    if missing:
        parts += f" + {'a step' if missing == 1 else 'steps'} with no length on record"
    total = said(route.months)
    return f"{parts}: {total} in all." if len(counted) > 1 else f"{total} in all."


def roughly(route: Route) -> str:
    """The length of a route for a heading: "about 40 to 48 months", or "" where none is on record."""
    if route.months is None:
        return ""
    least, most = route.months
    return f"about {said(route.months)}" if most is not None and most != least else said(route.months)


def ordinal(number: int) -> str:
    """The place of a step or a route in a word: figures are left to what is quoted."""
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else "next"


def said(months: Months) -> str:
    """A length in words: "40 to 48 months", "at least 60 months"."""
    return f"{_span(months)} {'month' if months == (1, 1) else 'months'}"


def _span(months: Months) -> str:
    least, most = months
    if most is None:
        return f"at least {least}"
    return str(least) if most == least else f"{least} to {most}"
