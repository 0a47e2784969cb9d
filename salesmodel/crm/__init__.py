"""CRM exports become a first sales model, and every row is accounted for.

Offers `import_files`, its frozen result `CrmImport` (with its parts), `as_json` of it, and
`bundled_example`, the files of the bundled, fictitious company. Nothing here loads duckdb or
pyarrow before a file is read.
"""

from salesmodel.crm.importing import bundled_example, import_files
from salesmodel.crm.result import (
    CrmImport,
    FileUse,
    OwnerFigures,
    Reject,
    Repair,
    Rows,
    SegmentFigures,
    SetAside,
    StageReading,
    TeamFigures,
    as_json,
)

__all__ = [
    "CrmImport",
    "FileUse",
    "OwnerFigures",
    "Reject",
    "Repair",
    "Rows",
    "SegmentFigures",
    "SetAside",
    "StageReading",
    "TeamFigures",
    "as_json",
    "bundled_example",
    "import_files",
]
