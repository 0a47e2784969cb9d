"""How the things of a model are named: ids, which never change, and names, which may.

Offers `Id`, `LongId` (made of several ids), `Name`, `Text` and their limits, and `Moment`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from salesmodel.model.texts import on_one_line

MAX_NAME: Final = 200
MAX_TEXT: Final = 2_000

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$")]
LongId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:\-]{0,399}$")]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_NAME, strip_whitespace=True),
    BeforeValidator(on_one_line),
]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]
"""A point in time, in UTC; what says no zone is taken to be in it."""
