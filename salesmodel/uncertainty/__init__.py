"""What hangs on which input: what-if tables of two inputs, and a tornado of all of them."""

from salesmodel.uncertainty.answers import Answer, answers
from salesmodel.uncertainty.choice import WhatIfChoice
from salesmodel.uncertainty.spans import Span, span_of
from salesmodel.uncertainty.tornado import Bar, Tornado, tornado
from salesmodel.uncertainty.what_if import Axis, WhatIfTable, what_if

__all__ = [
    "Answer",
    "Axis",
    "Bar",
    "Span",
    "Tornado",
    "WhatIfChoice",
    "WhatIfTable",
    "answers",
    "span_of",
    "tornado",
    "what_if",
]
