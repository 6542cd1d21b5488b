"""Answers of the careers tools with details to draw, as the tools word them."""

from dataclasses import replace

from assistant.types import Choice, Details, Item, Step
from tests.channels.fakes import ANSWERED

ROUTES = replace(
    ANSWERED,
    kind="pathway",
    text="""**From healthcare support worker to registered nurse**

Taken for granted: You work in England.

**First route: degree apprenticeship (48 months)**

A healthcare support worker can become a registered nurse in 48 months. [1]

Need to know:
- The apprenticeship asks for English at level 2. [2]
- The apprenticeship asks for maths at level 2. [2]

Who pays: The levy pays. [1]

**Second route: in two steps (about 42 to 48 months)**

- First step. A healthcare support worker can become a nursing associate. [3]
- Not met: The course asks for two years at work. [2]
- Second step. A nursing associate can become a registered nurse. [1]
- 24 months + 18 to 24 months: 42 to 48 months in all. [1] [3]

One more thing that belongs to no route.""",
    details=Details(
        "routes",
        (
            Item(
                "First route: degree apprenticeship (48 months)",
                (
                    Step(
                        "A healthcare support worker can become a registered nurse in 48 months.",
                        "unknown",
                        (48, 48),
                        (1,),
                        "2026-08",
                        "step",
                    ),
                    Step(
                        "Need to know: The apprenticeship asks for English at level 2.",
                        "unknown",
                        None,
                        (2,),
                        "2026-08",
                        "requirement",
                    ),
                    Step(
                        "Need to know: The apprenticeship asks for maths at level 2.",
                        "unknown",
                        None,
                        (2,),
                        "2026-08",
                        "requirement",
                    ),
                    Step("Who pays: The levy pays.", None, None, (1,), "2026-08", "money"),
                ),
                "hcsw--rn--1",
                "unknown",
                (48, 48),
            ),
            Item(
                "Second route: in two steps (about 42 to 48 months)",
                (
                    Step(
                        "First step. A healthcare support worker can become a nursing associate.",
                        "not_met",
                        (24, 24),
                        (3,),
                        "2026-08",
                        "step",
                    ),
                    Step("Not met: The course asks for two years at work.", "not_met", None, (2,), "2026-08", "requirement"),
                    Step(
                        "Second step. A nursing associate can become a registered nurse.",
                        "met",
                        (18, 24),
                        (1,),
                        "2026-08",
                        "step",
                    ),
                    Step("24 months + 18 to 24 months: 42 to 48 months in all.", None, None, (1, 3), "2026-08", "total"),
                ),
                "hcsw--tna--rn",
                "not_met",
                (42, 48),
            ),
        ),
        "From healthcare support worker to registered nurse",
    ),
    follow_ups=(),
)
FUNDING = replace(
    ANSWERED,
    text="""**Funding that may fit you**

**Apprenticeship paid by the levy**

May fit: Levy money may pay for an apprenticeship. [1]
- Need to know: Does your employer pay the levy? The employer must be one that does. [2]

These may have changed, check:
- As of December 2016 an apprentice paid £0. [3]
- As of March 2024 the public money had a cap. [3]

**Training grant**

Ended: In August 2025 employers could ask for a grant. [1]
- Next step: Ask whether there is another round. [2]

Others that do not fit: a bursary (age).""",
    details=Details(
        "schemes",
        (
            Item(
                "Apprenticeship paid by the levy",
                (
                    Step("May fit: Levy money may pay for an apprenticeship.", "unknown", None, (1,), "2026-02", "scheme"),
                    Step(
                        "Need to know: Does your employer pay the levy? The employer must be one that does.",
                        "unknown",
                        None,
                        (2,),
                        "2025",
                        "condition",
                    ),
                    Step(
                        "May have changed, check: As of December 2016 an apprentice paid £0.",
                        None,
                        None,
                        (3,),
                        "2016-12",
                        "amount",
                    ),
                    Step(
                        "May have changed, check: As of March 2024 the public money had a cap.",
                        None,
                        None,
                        (3,),
                        "2024-03",
                        "threshold",
                    ),
                ),
                "levy",
                "unknown",
            ),
            Item(
                "Training grant",
                (
                    Step("Ended: In August 2025 employers could ask for a grant.", None, None, (1,), "2025-08", "scheme"),
                    Step("Next step: Ask whether there is another round.", None, None, (2,), "2025-08", "apply"),
                ),
                "grant",
                "expired",
            ),
        ),
        "Funding that may fit you",
    ),
    follow_ups=(),
)
LEARNING = replace(
    FUNDING,
    kind="learning",
    text="**What you could learn**\n\n**A short course**\n\nAsk whether it runs: A short course teaches this. [1]",
    details=Details(
        "programmes",
        (
            Item(
                "A short course",
                (Step("Ask whether it runs: A short course teaches this.", "met", None, (1,), "", "programme"),),
                "short-course",
                "met",
            ),
        ),
        "What you could learn",
    ),
)
JOURNEY = replace(
    ANSWERED,
    kind="journey",
    text="""**Nurse who trained abroad: First week**

**First week**

- Next. You: Open your account. [1]

You:
- Use your old card. [2]
- Make a share code. [2]

Other stages: Registration.""",
    details=Details(
        "journey",
        (
            Item(
                "First week",
                (
                    Step("Next. You: Open your account.", None, None, (1,), "2026", "step", "open-account"),
                    Step("You: Use your old card.", None, None, (2,), "2026", "step", "use-card"),
                    Step("You: Make a share code.", None, None, (2,), "2026", "step", "share-code"),
                ),
                "first-week",
            ),
            Item("Registration", (), "registration"),
        ),
        "Nurse who trained abroad: First week",
        id="international-nurse",
    ),
    choices=(Choice("Done: Open account", "done: open-account"), Choice("Registration", "I trained abroad: Registration")),
    follow_ups=(),
)
BRIEFING = replace(
    ANSWERED,
    kind="briefing",
    text="**Briefing for a career talk**\n\n**Funding**\n\n- The levy pays. [1]",
    details=Details("briefing", (Item("Funding", (Step("The levy pays.", None, None, (1,)),)),), "Briefing for a career talk"),
    follow_ups=(),
)
