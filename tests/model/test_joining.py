"""Ramp and attrition of a role: usual for its kind unless it says (rule 3.9); how they change."""

from __future__ import annotations

import json

import pytest

from salesmodel.defaults import figures, template
from salesmodel.editing import SetCells, SetRoleValue, do
from salesmodel.model import (
    Assumed,
    CommandRefused,
    Role,
    RoleKind,
    UnreadableModel,
    read_model,
    validate,
    write_model,
)
from salesmodel.model.joining import USUAL
from tests.builders import a_model, changed, share


def without_the_fields() -> dict[str, object]:
    """Acme as it was written before roles had a ramp and attrition."""
    old = json.loads(write_model(a_model()))
    for role in old["roles"]:
        del role["ramp_months"], role["attrition"]
    return old


def the(role_id: str, roles: tuple[Role, ...]) -> Role:
    return next(role for role in roles if role.id == role_id)


def test_a_document_from_before_gets_what_is_usual_for_the_kind() -> None:
    roles = read_model(json.dumps(without_the_fields())).roles
    assert (the("sdr", roles).ramp_months.value, the("sdr", roles).attrition.value) == (3, 0.32)
    assert (the("ae", roles).ramp_months.value, the("ae", roles).attrition.value) == (5, 0.2)


def test_a_document_from_before_with_an_unknown_kind_has_that_one_fault() -> None:
    old = without_the_fields()
    old["roles"][0]["kind"] = "wizard"  # type: ignore[index]
    with pytest.raises(UnreadableModel) as refused:
        read_model(json.dumps(old))
    assert len(refused.value.findings) == 1


@pytest.mark.parametrize("kind", list(RoleKind))
def test_every_kind_has_its_usual_figures_and_names_rows_that_exist(kind: RoleKind) -> None:
    rows = {row.id for row in figures()}
    for quantity in USUAL[kind.value].values():
        assert isinstance(quantity.origin, Assumed)
        source = quantity.origin.source
        assert source == "assumed" or set(source.split(", ")) <= rows


def test_a_product_neither_ramps_nor_leaves() -> None:
    assert [quantity.value for quantity in USUAL["product"].values()] == [0, 0]


@pytest.mark.parametrize(
    ("key", "ramp", "attrition"),
    [("enterprise", 9, 0.2), ("mid_market", 5, 0.2), ("smb", 3, 0.25), ("self_serve", 3, 0.2)],
)
def test_account_executives_ramp_by_what_they_sell(key: str, ramp: float, attrition: float) -> None:
    """Figures R7 and R8; section 10 of the figures."""
    ae = the("ae", template(key).roles)
    assert (ae.ramp_months.value, ae.attrition.value) == (ramp, attrition)


def test_ramp_and_attrition_are_set_like_any_figure_of_a_role() -> None:
    model, change = do(a_model(), SetRoleValue(role="ae", field="ramp_months", value=9))
    assert the("ae", model.roles).ramp_months.value == 9
    assert len(change.updated) == 1
    model, _ = do(
        model, SetCells(cells={"roles[ae].attrition": "30", "roles[ae].ramp_months": "2 q"})
    )
    ae = the("ae", model.roles)
    assert (ae.attrition.value, ae.ramp_months.value) == (0.3, 6)
    assert (ae.attrition.typed, ae.ramp_months.typed) == ("30%", "2 q")


@pytest.mark.parametrize(("field", "value"), [("ramp_months", -1), ("attrition", 1.2)])
def test_what_a_ramp_or_attrition_cannot_be_is_refused(field: str, value: float) -> None:
    with pytest.raises(CommandRefused):
        do(a_model(), SetRoleValue(role="ae", field=field, value=value))  # type: ignore[arg-type]


def test_a_file_that_loses_more_than_everybody_is_refused() -> None:
    (finding,) = validate(changed(a_model(), "roles", "ae", attrition=share(1.5)))
    assert finding.path == "roles[ae].attrition"
