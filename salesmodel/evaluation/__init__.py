"""What a sales model costs and yields: demand, cost, capacity, economics, from one kernel."""

from salesmodel.evaluation.compiled import CompiledModel, Parameters
from salesmodel.evaluation.compiling import compile_model
from salesmodel.evaluation.draws import DrawResults, Draws, evaluate_draws
from salesmodel.evaluation.evaluate import evaluate, evaluate_compiled
from salesmodel.evaluation.kernel import Raw, run
from salesmodel.evaluation.result import (
    CycleDays,
    Evaluation,
    Gap,
    RoleResult,
    SegmentResult,
    StageResult,
    TaskResult,
    TaskShare,
    Totals,
)
from salesmodel.evaluation.sellers import NON_SELLING_LIMIT, TOP_PAY, highest_paid_sellers
from salesmodel.evaluation.trace import FIGURES, Trace, TraceInput, trace

__all__ = [
    "FIGURES",
    "NON_SELLING_LIMIT",
    "TOP_PAY",
    "CompiledModel",
    "CycleDays",
    "DrawResults",
    "Draws",
    "Evaluation",
    "Gap",
    "Parameters",
    "Raw",
    "RoleResult",
    "SegmentResult",
    "StageResult",
    "TaskResult",
    "TaskShare",
    "Totals",
    "Trace",
    "TraceInput",
    "compile_model",
    "evaluate",
    "evaluate_compiled",
    "evaluate_draws",
    "highest_paid_sellers",
    "run",
    "trace",
]
