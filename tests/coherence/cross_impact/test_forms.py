"""Matrices come in and go out as JSON, CSV and ScenarioWizard's projects."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Descriptor,
    Matrix,
    UnusableMatrix,
    matrix_from_csv,
    matrix_from_json,
    matrix_from_scw,
    matrix_to_csv,
    matrix_to_json,
    matrix_to_scw,
)
from salesmodel.coherence.cross_impact.text_form import distinct
from tests.coherence.cross_impact.matrices import (
    PUBLISHED,
    blank,
    of_scenario_wizard,
    small,
    somewhereland,
)

PROJECTS = sorted(path.stem for path in PUBLISHED.glob("*.scw"))
WORDS = Matrix(
    (
        Descriptor("1", "Preis, „günstig“", ("tief; sehr", 'hoch "neu"')),
        Descriptor("2", "=Lieferung", ("selbst", "geführt"), ("self", "guided")),
    ),
    np.array([[0, 0, -2.5, 1 / 3], [0, 0, 3, 0], [1, -1, 0, 0], [0, 0, 0, 0]]),
)


def by_name(matrix: Matrix) -> Matrix:
    """What is left where a form holds no ids."""
    named = (Descriptor(each.name, each.name, each.variants) for each in matrix.descriptors)
    return Matrix(tuple(named), matrix.impacts)


@pytest.mark.parametrize("matrix", [WORDS, somewhereland(), blank([2, 3]), *map(small, range(20))])
def test_json_and_csv_give_back_what_was_written(matrix):
    assert matrix_from_json(matrix_to_json(matrix)) == matrix
    assert matrix_from_csv(matrix_to_csv(matrix)) == by_name(matrix)
    assert matrix_from_csv(matrix_to_csv(matrix).encode("utf-8-sig")) == by_name(matrix)


@pytest.mark.parametrize("name", PROJECTS)
def test_every_form_gives_back_a_project_of_scenario_wizard(name):
    matrix = of_scenario_wizard(name)
    assert matrix_from_scw(matrix_to_scw(matrix)) == matrix
    assert matrix_from_json(matrix_to_json(matrix)) == matrix
    assert matrix_from_csv(matrix_to_csv(matrix)) == matrix


def test_a_project_is_written_as_scenario_wizard_writes_it_line_by_line():
    content = (PUBLISHED / "CIB_global.scw").read_bytes()
    written = matrix_to_scw(matrix_from_scw(content), "CIB_global.scw")
    assert written.count(b"\r\n") == written.count(b"\n")
    assert written.splitlines() == content.splitlines()


def test_a_project_may_have_windows_letters_and_line_ends():
    matrix = Matrix(by_name(WORDS).descriptors, np.rint(WORDS.impacts))
    assert matrix_from_scw(matrix_to_scw(matrix)) == matrix
    assert "günstig".encode("cp1252") in matrix_to_scw(matrix)


def test_empty_and_repeated_names_of_a_project_are_numbered():
    text = matrix_to_scw(blank([2, 2])).decode()
    text = text.replace("&Descriptor B", "&Descriptor A")
    text = text.replace(" -B1", " -").replace(" -A2", " -A1")
    first, second = matrix_from_scw(text).descriptors
    assert (first.id, second.id) == ("Descriptor A", "Descriptor A (2)")
    assert (first.variants, second.variants) == (("A1", "A1 (2)"), ("1", "B2"))


def test_what_scenario_wizard_cannot_read_is_not_written():
    with pytest.raises(UnusableMatrix, match=r"-2\.5.*whole numbers"):
        matrix_to_scw(WORDS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("$ Scenario", "Scenario", "not a ScenarioWizard project"),
        ("\n 1 ,-3 , 2", "\n 1 , x , 2", "“Rlx” of “WSEC” on “Ntl” of “WTRD” is “x”"),
        ("\n 1 ,-3 , 2", "\n 1 ,-3", "9 figures for 10 variants"),
        (" 3 ,-6 , 3 ,-1 , 1 , 0 , 0 , 0 , 0 , 0 \n", "", "no line for “RpdGr” of “WECO”"),
        ("#\n# 0-0", " 0 \n#\n# 0-0", "a line too many"),
        ("#\n#\nFFFFFF", "FFFFFF", "no line for|figures|not a whole"),
    ],
)
def test_a_broken_project_is_refused(old, new, told):
    text = (PUBLISHED / "CIB_global.scw").read_text(encoding="ascii")
    assert old in text
    with pytest.raises(UnusableMatrix, match=told):
        matrix_from_scw(text.replace(old, new, 1))


def test_a_project_that_ends_early_is_refused():
    text = (PUBLISHED / "CIB_global.scw").read_text(encoding="ascii")
    with pytest.raises(UnusableMatrix, match="ends before its matrix"):
        matrix_from_scw(text[:200])


def test_a_project_may_have_any_name():
    matrix = of_scenario_wizard("CIB_global")
    for name in ("#1 plan", " # ", "&A", "-", "", "$ ScenarioWizard"):
        assert matrix_from_scw(matrix_to_scw(matrix, name)) == matrix


def many_in_json(sizes: list[int]) -> str:
    items = [{"id": f"d{n}", "variants": [f"v{i}" for i in range(s)]} for n, s in enumerate(sizes)]
    return json.dumps({"descriptors": items})


def many_in_csv(sizes: list[int]) -> str:
    labels = [(f"d{n}", f"v{i}") for n, size in enumerate(sizes) for i in range(size)]
    return "\n".join(",".join(("", "", *column)) for column in zip(*labels, strict=True))


def many_in_scw(sizes: list[int]) -> str:
    names = [
        line
        for place, size in enumerate(sizes)
        for line in (f"&d{place}", *(f" -v{i}" for i in range(size)))
    ]
    return "\n".join(("$ ScenarioWizard 4.0", "short", *names, *"######"))


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (matrix_from_json, many_in_json),
        (matrix_from_csv, many_in_csv),
        (matrix_from_scw, many_in_scw),
    ],
)
@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([60_000], "“d0” has 60,000 variants, more than 30"),
        ([2] * 30_000, "has 60,000 variants, more than 300"),
    ],
)
def test_a_short_text_with_too_many_variants_is_refused_before_room_is_made_for_them(
    read, written, sizes, told
):
    text = written(sizes)
    assert len(text) < 2_000_000
    with pytest.raises(UnusableMatrix, match=told):
        read(text)


def test_names_that_are_all_alike_are_numbered_in_no_time():
    assert distinct(["Low"] * 60_000)[-1] == "Low (60000)"
    assert distinct(["Low (2)", "Low", "Low", " low", ""]) == (
        "Low (2)", "Low", "Low (3)", "low", "5",
    )  # fmt: skip


def table(*lines: str) -> str:
    return "\n".join((",,A,A,B,B", ",,a,b,c,d", *lines))


GOOD = ("A,a,,,1,-1", "A,b,,,0,0", "B,c,2,-2,,", "B,d,0,0,,")


def test_a_table_of_any_spreadsheet_is_read_alike():
    expected = matrix_from_csv(table(*GOOD))
    joined = table("A,a,,,1,-1", ",b,,,0,0", "B,c,2,-2,,", ",d,0,0,,").replace("A,A,B,B", "A,,B,")
    assert matrix_from_csv(joined) == expected
    assert matrix_from_csv(table(*GOOD).replace(",", "\t")) == expected
    assert matrix_from_csv(table(*GOOD).replace("-", "−")) == expected
    assert matrix_from_csv(table(*GOOD).replace(",,1,", ",x,1,")) == expected
    semicolons = table(*GOOD).replace(",", ";").replace(";1;", ";0,5;")
    assert matrix_from_csv(semicolons).impacts[0, 2] == 0.5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no names at its top"),
        (",,A,A\n,,a", "4 fields and line 2 has 3"),
        (table(*GOOD[:3]), "no line for “d” of “B”"),
        (table(*GOOD, "C,e,0,0,0,0"), "5 lines for 4 variants"),
        (table(GOOD[1], *GOOD[1:]), "line of “a” of “A” is named “b” of “A”"),
        (table("A,a,,,1,", *GOOD[1:]), "“a” of “A” on “d” of “B” is missing"),
        (table("A,a,,,1", *GOOD[1:]), "“a” of “A” on “d” of “B” is missing"),
        (table("A,a,,,1,lots", *GOOD[1:]), "“a” of “A” on “d” of “B” is “lots”"),
        (table("A,a,,,1,nan", *GOOD[1:]), "is “nan”, not a number"),
        (",,A,B\n,,a,b\nA,a,,1\nB,b,1,", "“A” has one variant"),
    ],
)
def test_a_broken_table_is_refused(text, told):
    with pytest.raises(UnusableMatrix, match=told):
        matrix_from_csv(text)


def document(**changes) -> dict:
    base = {
        "descriptors": [
            {"id": "a", "name": "A", "variants": ["x", "y"]},
            {"id": "b", "name": "B", "variants": ["u", "v", "w"]},
        ],
        "judgements": [{"from": "a", "to": "b", "values": [[1, 0, -1], [0, 0, 0]]}],
    }
    return base | changes


def judged(**changes) -> dict:
    return document(judgements=[document()["judgements"][0] | changes])


def test_a_pair_left_out_counts_as_zeros():
    matrix = matrix_from_json(json.dumps(document()))
    assert matrix.block(0, 1).tolist() == [[1, 0, -1], [0, 0, 0]]
    assert not matrix.block(1, 0).any()
    assert not matrix_from_json(json.dumps(document(judgements=[]))).impacts.any()


def test_figures_beyond_three_are_taken():
    values = [[11, 0, -9], [0.5, 0, 0]]
    assert matrix_from_json(json.dumps(judged(values=values))).block(0, 1).tolist() == values


@pytest.mark.parametrize(
    ("broken", "told", "path"),
    [
        (judged(values=[[1, 0, -1]]), "“a” to “b” has no row for “y”", "judgements[0].values"),
        (judged(values=[[1, 0], [0, 0, 0]]), "“x” .* no figure for “w”", "judgements[0].values[0]"),
        (judged(values=[[1, 0, None], [0] * 3]), "“w” .* missing", "judgements[0].values[0][2]"),
        (judged(values=[None, [0, 0, 0]]), "no row for “x”", "judgements[0].values[0]"),
        (judged(values=[[0] * 3] * 3), "3 rows for the 2 variants", "judgements[0].values"),
        (judged(values=None), "“a” to “b” has no values", "judgements[0].values"),
        (judged(values=[[1, 0, "2"], [0, 0, 0]]), "not a number", "judgements[0].values[0][2]"),
        (judged(values=[[1, 0, True], [0, 0, 0]]), "not a number", "judgements[0].values[0][2]"),
        (judged(values=[[1, 0, 10**400], [0] * 3]), "not a number", "judgements[0].values[0][2]"),
        (judged(values=[[1, 0, math.nan], [0] * 3]), "not a number", "judgements[0].values[0][2]"),
        (judged(to="c"), "“c” that is not there. Name one of “a” and “b”", "judgements[0].to"),
        (judged(**{"from": "b"}), "“b” on itself", "judgements[0]"),
        (judged(**{"from": 1}), "not a text", "judgements[0].from"),
        (document(judgements=document()["judgements"] * 2), "judged twice", "judgements[1]"),
        (document(judgements={}), "“judgements” is not a list", "judgements"),
        (document(judgements=[1]), "not an object", "judgements[0]"),
        (document(descriptors=[]), "no descriptors", ""),
        (document(descriptors=None), "“descriptors” is not a list", "descriptors"),
        (document(descriptors=[1]), "not an object", "descriptors[0]"),
        (document(descriptors=[{"id": "a", "variants": ["x"]}], judgements=[]), "one variant", "a"),
        (document(descriptors=[{"id": "", "variants": ["x"]}]), "is empty", "descriptors[0].id"),
        (document(descriptors=[{"id": "a"}]), "“variants” is missing", "descriptors[0].variants"),
        (document(descriptors=document()["descriptors"][:1] * 2), "have the id “a”", "a"),
        ([], "not a matrix", ""),
    ],
)  # fmt: skip
def test_broken_json_is_refused_with_the_place_and_the_names(broken, told, path):
    with pytest.raises(UnusableMatrix, match=told) as refused:
        matrix_from_json(json.dumps(broken))
    assert refused.value.path == path
    assert refused.value.mend


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, b"\xff\xfe\x00", b"\x00"])
def test_what_is_not_json_is_refused(content):
    with pytest.raises(UnusableMatrix, match=r"not JSON|nested"):
        matrix_from_json(content)
