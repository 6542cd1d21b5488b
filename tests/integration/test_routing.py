"""The router and the choice of a tool with the real model, over cases that are none of their examples."""

import pytest

from assistant.settings import Settings
from evals.classifying import embedding
from evals.routing import measured, report

pytestmark = pytest.mark.integration


def test_questions_are_routed_as_promised(over_pages: Settings) -> None:
    result, pairs = measured(embedding(over_pages.data_dir))

    assert result.is_kept, "\n".join(report(result, pairs))
