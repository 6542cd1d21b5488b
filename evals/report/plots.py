"""The plots as inline SVG whose colours are the page's own, so that they follow it into the dark."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, PercentFormatter
from matplotlib.typing import RcKeyType
from scipy.stats import binomtest

from evals.calibration import Bin, Calibration
from evals.intervals import Interval, percentile
from evals.metrics.abstention import RiskPoint

# Colours that stand for a custom property of the style sheet.
INK, QUIET, LINE, ACCENT, WASH, PAPER = (f"#0102{number:02x}" for number in range(1, 7))
_PROPERTIES = {INK: "--ink", QUIET: "--quiet", LINE: "--line", ACCENT: "--accent", WASH: "--wash", PAPER: "--paper"}
_SETTINGS: dict[RcKeyType, Any] = {
    "svg.fonttype": "none",
    "font.size": 10.5,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 2.0,
    "path.simplify": True,
}
_SIZE = (5.0, 3.5)  # inches of 72 units
_LONG_TAIL = 8  # times the median
_UNWANTED = [
    re.compile(pattern, re.S)
    for pattern in (
        r"<metadata>.*?</metadata>",
        r"<style.*?</style>",
        r"<defs>\s*</defs>",
        r"<!--.*?-->",
        r'(?<=<g) id="[^"]*"',
        r"font-family: [^;\"]*; ?",
        r' transform="rotate\(-0 [^"]*"',
        r"(?<=\.\d\d)\d+",
        r"\n\s*(?=<)|\n(?=\")",
    )
]


def risk_coverage(points: Sequence[RiskPoint], told: str) -> Markup:
    """The share of wrong answers against the share of questions answered, surest first; `told` is its text for who cannot see it."""

    def draw(axes: Axes) -> None:
        coverage = [point.coverage for point in points]
        risk = [point.risk for point in points]
        axes.fill_between(coverage, risk, step="post", color=WASH, linewidth=0)
        axes.plot(coverage, risk, drawstyle="steps-post", color=ACCENT)
        axes.plot(coverage[-1:], risk[-1:], "o", color=ACCENT, markersize=6, clip_on=False)
        axes.axhline(risk[-1], color=QUIET, linewidth=1, dashes=(4, 3))
        axes.set(
            xlim=(0, 1), ylim=(0, min(1.02, max(0.1, 1.15 * max(risk)))), xlabel="Share of questions answered", ylabel="Risk"
        )
        axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
        axes.yaxis.set_major_formatter(PercentFormatter(1, 0))

    return _drawn("risk", draw, told)


def reliability(figures: Calibration, said: str, held: str, told: str) -> Markup:
    """What was said against what held, bin by bin with 95% intervals; `said` and `held` name the two."""

    def draw(axes: Axes) -> None:
        x, shares = [each.mean_score for each in figures.bins], [share_of(each) for each in figures.bins]
        spans = [[share.value - share.low for share in shares], [share.high - share.value for share in shares]]
        axes.plot((0, 1), (0, 1), color=QUIET, linewidth=1, dashes=(4, 3))
        axes.errorbar(
            x,
            [share.value for share in shares],
            spans,
            fmt="o-",
            color=ACCENT,
            elinewidth=1.4,
            linewidth=1,
            markersize=6,
            clip_on=False,
        )
        axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel=said, ylabel=held)
        axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
        axes.yaxis.set_major_formatter(PercentFormatter(1, 0))

    return _drawn(f"reliability {told}", draw, told)


def share_of(part: Bin) -> Interval:
    """The share of a bin that held, with its 95% interval (Wilson 1927), which has a width even where all are alike."""
    span = binomtest(round(part.supported * part.n), part.n).proportion_ci(method="wilson")
    return Interval(part.supported, min(float(span.low), part.supported), max(float(span.high), part.supported), part.n)


def latency(milliseconds: Sequence[float], told: str) -> Markup:
    """The share of answers that took at most so long, with the median and the 95th percentile."""

    def draw(axes: Axes) -> None:
        median, slow = percentile(milliseconds, 50), percentile(milliseconds, 95)
        axes.ecdf(list(milliseconds), color=ACCENT)
        for at, share, name in ((median, 0.5, "p50"), (slow, 0.95, "p95")):
            axes.plot((at, at), (0, share), color=QUIET, linewidth=1, dashes=(4, 3))
            axes.plot((at,), (share,), "o", color=ACCENT, markersize=6)
            axes.annotate(f"{name} {at:,.0f} ms", (at, share), xytext=(8, -12), textcoords="offset points", color=INK)
        if max(milliseconds) > _LONG_TAIL * median > 0:
            axes.set_xscale("log")
            axes.xaxis.set_minor_formatter(FuncFormatter(lambda *_: ""))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        else:
            axes.set_xlim(left=0)
        axes.set(ylim=(0, 1.02), xlabel="Milliseconds an answer", ylabel="Share of answers")
        axes.yaxis.set_major_formatter(PercentFormatter(1, 0))

    return _drawn("latency", draw, told)


def _drawn(name: str, draw: Callable[[Axes], None], told: str) -> Markup:
    with rc_context(_SETTINGS | {"svg.hashsalt": name}):
        figure = Figure(figsize=_SIZE, layout="constrained")
        figure.patch.set_visible(False)
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.patch.set_visible(False)
        axes.set_axisbelow(True)
        draw(axes)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return _inline(written.getvalue(), told)


def _inline(svg: str, told: str) -> Markup:
    """The picture without the header of a file, its font, and the ids of groups, of which a page may hold several."""
    body = svg[svg.index("<svg") :]
    box = re.search(r'viewBox="[^"]*"', body)
    body = body.partition(">")[2]
    for unwanted in _UNWANTED:
        body = unwanted.sub("", body)
    for colour, custom in _PROPERTIES.items():
        body = body.replace(colour, f"var({custom})")
    opening = Markup('<svg class="plot" role="img" aria-label="{}" {}>').format(told, Markup(box[0] if box else ""))  # noqa: S704
    return opening + Markup(body)  # noqa: S704
