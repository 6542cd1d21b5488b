"""The report of a run: one HTML page that asks for nothing outside itself."""

from evals.report.checker import CheckerFigures, read_checker_figures
from evals.report.page import render

__all__ = ["CheckerFigures", "read_checker_figures", "render"]
