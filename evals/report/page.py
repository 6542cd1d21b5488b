"""The page: a run's figures and its failures, drawn into one file that loads nothing."""

import base64
import hashlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.channels.replies import direction, language_tag, visible, web_link
from evals.labels import LABELLED
from evals.metrics.catalogue import METRICS
from evals.report import changes, charts, failures, headline, heat, numerals, outcomes
from evals.report.checker import CheckerFigures
from evals.report.needs import Need
from evals.report.routes import RoutingFigures, kind_told
from evals.runs import RunResult
from evals.slices import SMALL

_HERE = Path(__file__).parent


def render(result: RunResult, checker: CheckerFigures | None = None, routing: RoutingFigures | None = None) -> str:
    """The report of a run as HTML.

    `checker` says how far the checker can be trusted, `routing` how questions are routed. What is drawn depends on the arguments
    alone. All that comes from a dataset, an answer or a document is escaped, and loses the characters that cannot be seen but
    change how text reads.
    """
    slices = heat.slices(result.cases, result.slices, result.totals)
    promises = result.judgement.promises if result.judgement else {}
    failed = failures.failures(result)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            result=result,
            configuration=result.configuration,
            gated=result.judgement is not None,
            promises=promises,
            families=headline.families(result.totals, promises),
            compared=changes.compared(result.comparison, result.cases) if result.comparison else None,
            slices=slices,
            too_few=heat.too_few(slices),
            pooled=heat.POOLED if any(group.name == heat.POOLED for each in slices for group in each.groups) else "",
            gaps=heat.gaps(result.slices),
            charts=charts.charts(result),
            checker=checker,
            routing=routing,
            checker_charts=charts.checker_charts(checker),
            confusion=outcomes.confusion(result.cases, result.answers),
            failed=failed,
            noted=failures.noted(result),
            failed_by_id={each.case.id: each for each in failed},
            choices={
                "severity": ("What is wrong", failures.severities(failed)),
                "kind": ("Kind of question", failures.kinds(failed)),
                "language": ("Language", failures.languages(failed)),
                "metric": ("Less than perfect by", failures.metrics(failed)),
            },
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("evals.report"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        lstrip_blocks=True,
    )
    script = (_HERE / "filter.js").read_text("utf-8")
    environment.filters |= {
        "date_told": _date_told,
        "direction": direction,
        "kind": kind_told,
        "group_label": lambda group, slice_name: heat.group_label(slice_name, group),
        "language_tag": language_tag,
        "outcome": outcomes.outcome_label,
        "percent": numerals.percent,
        "severity": failures.severity_label,
        "shortened": failures.shortened,
        "web_link": web_link,
        "written": numerals.written,
    }
    environment.globals |= {
        "LABELLED": {name: each.label for name, each in LABELLED.items()},
        "METRICS": METRICS,
        "SMALL": SMALL,
        "longest_answer": failures.LONGEST_ANSWER,
        "longest_passage": failures.LONGEST_PASSAGE,
        "need_of": Need,
        "numerals": numerals,
        "slice_label": heat.label_of,
        "style": Markup((_HERE / "style.css").read_text("utf-8")),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return environment


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _date_told(started: str) -> str:
    """A date and minute in ISO 8601 as it is said; what is not one stays as it is."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return started
    return f"{moment.day} {moment:%B %Y, %H:%M}"
