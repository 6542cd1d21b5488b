"""The report of a run: one HTML page that asks for nothing outside itself."""

from evals.report.checker import CheckerFigures, read_checker_figures
from evals.report.page import render
from evals.report.routes import RoutingFigures, read_routing_figures

__all__ = ["CheckerFigures", "RoutingFigures", "read_checker_figures", "read_routing_figures", "render"]
