"""A cross-impact matrix of another tool as the judgements of one person (rule 5.3).

Offers `judgements_from_matrix`.
"""

from __future__ import annotations

from datetime import datetime

from salesmodel.coherence.cross_impact.matrix import Descriptor, Matrix
from salesmodel.coherence.judging.asking import Basis
from salesmodel.coherence.judging.group import WAY_OF_BUYING, GroupJudgements, judgements_of
from salesmodel.coherence.judging.known import Known, Place, UnusableJudgements
from salesmodel.editing import SetJudgement
from salesmodel.model import SalesModel
from salesmodel.model.choices import STRONGEST


def judgements_from_matrix(
    model: SalesModel, matrix: Matrix, by: str, on: datetime | None = None
) -> tuple[SetJudgement, ...]:
    """The matrix as commands. Descriptors and variants are known by id or by name.

    It may leave descriptors and variants of ours out. What agrees with the library on a pair that
    nobody judged is no judgement of its own. Raises `UnusableJudgements` when something in it is
    not ours, or is not a whole figure from −3 to 3.
    """
    known, basis, judged = Known.of(model), Basis(model), judgements_of(model)
    places, faults = _ours(known, matrix)
    made: list[SetJudgement] = []
    for row, source in places.items():
        for column, target in places.items():
            impact = float(matrix.impacts[row, column])
            fault = _fault(known, source, target, impact)
            if fault:
                faults.append(fault)
            elif _says_something(judged, source, target, impact):
                ends = (source[1], target[1])
                made.append(
                    SetJudgement(
                        source=ends[0],
                        target=ends[1],
                        value=int(impact),
                        by=by,
                        on=on,
                        wording=basis.wording(*ends),
                    )
                )
    if faults:
        raise UnusableJudgements(
            faults, "Name components and variants as they are named here, or add the variants."
        )
    return tuple(made)


def _ours(known: Known, matrix: Matrix) -> tuple[dict[int, Place], list[str]]:
    """Row of the matrix to our variant, and a sentence for each thing that is not ours."""
    places: dict[int, Place] = {}
    faults: list[str] = []
    for start, descriptor in zip(matrix.starts, matrix.descriptors, strict=True):
        kind = known.kind(descriptor.id) or known.kind(descriptor.name)
        if kind is None:
            faults.append(f"“{descriptor.name}” is none of the components here.")
            continue
        for place, name in enumerate(descriptor.variants):
            found = _variant(known, kind, descriptor, place)
            if found is None:
                faults.append(f"“{name}” is no variant of {kind.replace('_', ' ')} here.")
            elif found in places.values():
                faults.append(f"“{name}” stands there twice.")
            else:
                places[start + place] = found
    return places, faults


def _variant(known: Known, kind: str, descriptor: Descriptor, place: int) -> Place | None:
    by_id = known.place(descriptor.ids[place], kind)
    return by_id if by_id is not None else known.place(descriptor.variants[place], kind)


def _fault(known: Known, source: Place, target: Place, impact: float) -> str:
    pair = f"“{known.names[source]}” on “{known.names[target]}”"
    if target[0] == WAY_OF_BUYING and impact:
        return f"{pair} is {impact:g}, but how a segment buys is influenced by nothing here."
    if impact != int(impact) or abs(impact) > STRONGEST:
        return f"{pair} is {impact:g}, not a whole figure from −3 to 3."
    return ""


def _says_something(judged: GroupJudgements, source: Place, target: Place, impact: float) -> bool:
    if target[0] in (source[0], WAY_OF_BUYING):
        return False
    cell = judged.cells.get((source[1], target[1]))
    default = cell.default if cell is not None else 0
    return impact != default or (cell is not None and bool(cell.opinions))
