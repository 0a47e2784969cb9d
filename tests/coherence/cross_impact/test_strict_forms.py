"""What the forms of a matrix refuse rather than misread, and what they keep from a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

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
from tests.coherence.cross_impact.matrices import blank, somewhereland
from tests.coherence.cross_impact.test_forms import GOOD, document, judged, table

FORMULAS = ('=HYPERLINK("http://x","y")', "+1", "-2", "@SUM(A1)", "'quoted", "'=quoted", "plain")
LONG = "x" * 100_000


def refused(read, text) -> UnusableMatrix:
    with pytest.raises(UnusableMatrix) as error:
        read(text)
    assert len(str(error.value)) < 600
    return error.value


@pytest.mark.parametrize(
    ("changed", "told", "path"),
    [
        ({"judgments": []}, "no key “judgments” here. Write “judgements”", ""),
        ({"Descriptors": []}, "no key “Descriptors” here. Write “descriptors”", ""),
        ({"note": ""}, "no key “note” here. Keep to “descriptors” and “judgements”", ""),
        (judged(value=[]), "no key “value” here. Write “values”", "judgements[0]"),
        (
            document(descriptors=[{"id": "a", "varients": [], "variants": ["x", "y"]}]),
            "no key “varients” here. Write “variants”",
            "descriptors[0]",
        ),
        ({"x" * 100_000: 1}, "no key “xxx", ""),
    ],
)
def test_a_key_that_means_nothing_is_refused_with_the_nearest(changed, told, path):
    error = refused(matrix_from_json, json.dumps(document(**changed)))
    assert told in str(error)
    assert error.path == path


def test_a_key_that_stands_twice_is_refused():
    text = json.dumps(document())
    twice = text.replace('"judgements"', '"judgements": [], "judgements"')
    assert "The key “judgements” stands twice" in str(refused(matrix_from_json, twice))
    twice = text.replace('"id": "a"', '"id": "b", "id": "a"')
    assert "The key “id” stands twice" in str(refused(matrix_from_json, twice))


def test_a_matrix_of_two_descriptors_says_that_nothing_is_judged():
    without = document()
    del without["judgements"]
    assert "has no judgements" in str(refused(matrix_from_json, json.dumps(without)))
    alone = {"descriptors": without["descriptors"][:1]}
    assert matrix_from_json(json.dumps(alone)).sizes == (2,)


def test_a_number_of_thousands_of_digits_is_told_as_such():
    text = json.dumps(document()).replace("[[1,", f"[[{'1' * 5_000},")
    assert "a number with thousands of digits" in str(refused(matrix_from_json, text))


def test_names_are_read_without_the_blanks_around_them():
    padded = document(
        descriptors=[
            {"id": " a", "variants": ["x ", " y"], "ids": ["1 ", " 2"]},
            {"id": "b ", "name": " B", "variants": ["u", "v", "w"]},
        ],
    )
    first, second = matrix_from_json(json.dumps(padded)).descriptors
    assert first == Descriptor("a", "a", ("x", "y"), ("1", "2"))
    assert (second.id, second.name) == ("b", "B")
    alike = {"descriptors": [{"id": "a", "variants": ["x", "x "]}]}
    assert "two variants “x”" in str(refused(matrix_from_json, json.dumps(alike)))
    blanks = {"descriptors": [{"id": "  ", "variants": ["x", "y"]}]}
    assert "descriptors[0].id is empty" in str(refused(matrix_from_json, json.dumps(blanks)))


def test_no_descriptors_are_told_to_be_one_at_least():
    told = str(refused(matrix_from_json, json.dumps({"descriptors": []})))
    assert told == "The matrix has no descriptors. Give it at least one."


def test_names_go_to_a_spreadsheet_as_no_formulas_and_come_back_as_they_were():
    other = Descriptor("-b", "-b", ("=1+1", "b"))
    descriptors = (Descriptor("=a", "=a", FORMULAS), other)
    impacts = np.zeros((9, 9))
    impacts[0, 7:] = [-3, 2.5]
    matrix = Matrix(descriptors, impacts)
    text = matrix_to_csv(matrix)
    assert matrix_from_csv(text) == matrix
    lines = list(csv.reader(io.StringIO(text)))
    names = [*lines[0], *lines[1], *(field for line in lines[2:] for field in line[:2])]
    assert not [name for name in names if name.startswith(("=", "+", "-", "@"))]
    assert lines[2][2 + 7] == "-3"


def upholding() -> Matrix:
    matrix = somewhereland()
    impacts = matrix.impacts.copy()
    impacts[0, 0] = 2
    return Matrix(
        tuple(Descriptor(each.name, each.name, each.variants) for each in matrix.descriptors),
        impacts,
    )


def test_figures_within_a_descriptor_stand_only_under_a_mark():
    text = matrix_to_csv(upholding())
    mark, _, rest = text.partition("\r\n")
    assert mark == "# own impacts"
    for end in ("", ",,,", ";;;", "\t\t"):
        assert matrix_from_csv(f"{mark}{end}\r\n{rest}") == upholding()
    assert not matrix_to_csv(somewhereland()).startswith("#")
    error = refused(matrix_from_csv, rest)
    assert "is “2”, within one descriptor" in str(error)
    assert error.path == "line 3"
    zero = table("A,a,0,0.0,1,-1", *GOOD[1:])
    assert matrix_from_csv(zero) == matrix_from_csv(table(*GOOD))


@pytest.mark.parametrize(
    ("text", "told", "path"),
    [
        (table("A,a,,,1,-1,7", *GOOD[1:]), "“7” beyond the last column", "line 3"),
        (table(*GOOD[:3], "B,d,0,0,,,,note"), "“note” beyond the last column", "line 6"),
        (table("A,a,,,1_000,-1", *GOOD[1:]), "“1_000”, not a number", "line 3"),
        (table("A,a,,,٣,-1", *GOOD[1:]), "“٣”, not a number", "line 3"),
        (table("A,a,,,infinity,-1", *GOOD[1:]), "“infinity”, not a number", "line 3"),
        (table(*GOOD).replace(",", ";").replace(";1;", ";1.000;"), "thousands or dec", "line 3"),
        (table(*GOOD).replace(",", ";").replace(";1;", ";-1,000;"), "thousands or dec", "line 3"),
        (table(*GOOD).replace(",", "\t").replace("\t1\t", "\t1.000,5\t"), "not a number", "line 3"),
        (table(f"A,a,,,{LONG},-1", *GOOD[1:]), "x…”, not a number", "line 3"),
    ],
)
def test_what_a_table_could_mean_in_two_ways_is_refused(text, told, path):
    error = refused(matrix_from_csv, text)
    assert told in str(error)
    assert error.path == path


def test_decimals_of_either_mark_are_read_where_they_are_plain():
    for written, figure in (
        ("0.125", 0.125),
        ("0,5", 0.5),
        ("2.5", 2.5),
        ("1000", 1000),
        (".5", 0.5),
    ):
        text = table(*GOOD).replace(",", ";").replace(";1;", f";{written};")
        assert matrix_from_csv(text).impacts[0, 2] == figure
    assert matrix_from_csv(table("A,a,,,1.000,-1", *GOOD[1:])).impacts[0, 2] == 1


@pytest.mark.parametrize("figure", ["1_0", "٣", "1.0", LONG])
def test_a_project_holds_whole_figures_written_plainly(figure):
    text = matrix_to_scw(blank([2, 2])).decode().replace(" 0 ", figure, 1)
    assert "not a whole number" in str(refused(matrix_from_scw, text))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(judged(to=LONG)),
        json.dumps({"descriptors": [{"id": LONG, "variants": ["x"]}]}),
        json.dumps({"descriptors": [{"id": "a", "variants": [LONG, LONG]}]}),
        json.dumps({LONG: 1}),
        json.dumps(document()).replace('"id"', f'"{LONG}": 1, "{LONG}": 2, "id"', 1),
    ],
)
def test_a_long_name_is_shortened_in_a_sentence(text):
    error = refused(matrix_from_json, text)
    assert "x…”" in str(error)
    assert len(error.path) < 100


def test_json_gives_back_own_impacts_and_names_as_they_were():
    assert matrix_from_json(matrix_to_json(upholding())) == upholding()
