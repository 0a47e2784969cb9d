"""The verb `cib` as those who automate meet it (rules 5.3 and 5.4)."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from salesmodel.cli import main
from salesmodel.coherence.cross_impact import Matrix, matrix_to_csv, matrix_to_json, searching
from salesmodel.model import MAX_BYTES
from tests.coherence.cross_impact.matrices import PUBLISHED, blank, somewhereland

MATRIX = PUBLISHED / "somewhereland.json"
AT = ("A=Prosperity party", "B=Cooperation", "C=Dynamic", "D=Balanced", "E=Social peace",
      "F=Meritocratic")  # fmt: skip


@pytest.fixture
def said(capsys):
    """Runs a verb; gives exit code, stdout and stderr."""

    def run(*arguments) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def contradictory(folder: Path) -> Path:
    """A wants to be like B, and B unlike A: nothing is consistent."""
    matrix = blank([2, 2])
    impacts = np.zeros((4, 4))
    impacts[2:, :2] = [[1, -1], [-1, 1]]
    impacts[:2, 2:] = [[-1, 1], [1, -1]]
    path = folder / "contradictory.json"
    path.write_text(matrix_to_json(Matrix(matrix.descriptors, impacts)), encoding="utf-8")
    return path


def test_it_gives_every_consistent_configuration_by_names(said):
    code, out, err = said("cib", MATRIX, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["count"], answer["configurations"]) == (10, 486)
    assert len(answer["consistent"]) == 10
    assert {
        "A": "Patriots party", "B": "Conflict", "C": "Shrinking", "D": "Strong contrasts",
        "E": "Unrest", "F": "Family",
    } in answer["consistent"]  # fmt: skip
    assert "balances" not in answer


@pytest.mark.parametrize(
    "asked",
    [
        [part for each in AT for part in ("--at", each)],
        ["--at", *AT],
        ["--at", ",".join(AT)],
    ],
)
def test_it_gives_the_balances_of_a_configuration_and_where_it_leads(said, asked):
    code, out, _ = said("cib", MATRIX, *asked, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["balances"]["D"] == {"Balanced": -7, "Strong contrasts": 7}
    assert answer["inconsistency"] == {"A": 0, "B": 0, "C": 0, "D": 14, "E": 0, "F": 0}
    local = answer["succession"]["local"]
    assert [step[0]["descriptor"] for step in local["steps"]] == ["D", "E"]
    assert local["ends"] in answer["consistent"]


def test_the_nearest_are_told_with_what_must_change(said):
    code, out, _ = said("cib", MATRIX, "--at", *AT, "--nearest", "--json")
    answer = json.loads(out)
    first = answer["nearest"][0]
    changed = answer["at"] | {each["descriptor"]: each["to"] for each in first["changes"]}
    assert code == 0
    assert first["configuration"] == changed
    assert changed in answer["consistent"]
    assert first["differs"] == len(first["changes"]) == 2


def test_where_none_is_consistent_the_least_inconsistent_are_given_and_said(said, tmp_path):
    path = contradictory(tmp_path)
    code, out, _ = said("cib", path, "--json")
    answer = json.loads(out)
    assert (code, answer["consistent"]) == (0, [])
    assert len(answer["least_inconsistent"]) == 4
    assert answer["least_inconsistency"] == {"largest": 2, "total": 2}
    code, out, _ = said("cib", path, "--at", "A=A1", "B=B1", "--nearest")
    assert code == 0
    assert out.startswith("None of 4 configurations is consistent; 4 are the least inconsistent")
    assert "It goes round 4 configurations and never ends." in out
    assert "There is no consistent configuration to go to." in out


def test_what_is_fixed_need_not_be_consistent(said, tmp_path):
    code, out, _ = said("cib", contradictory(tmp_path), "--fixed", "A=A1", "--json")
    answer = json.loads(out)
    assert (code, answer["configurations"]) == (0, 2)
    assert answer["consistent"] == [{"A": "A1", "B": "B2"}]


def test_a_person_reads_configurations_balances_and_steps(said):
    code, out, _ = said("cib", MATRIX, "--at", *AT, "--nearest")
    assert code == 0
    assert out.startswith("10 of 486 configurations are consistent.")
    assert "1. Distribution of wealth goes from Balanced to Strong contrasts (−7 to 7)" in out
    assert "Consistent with 2 changes: Distribution of wealth from Balanced to" in out


def test_csv_and_scenario_wizard_give_the_same_answer_as_json(said, tmp_path):
    table = tmp_path / "matrix.csv"
    table.write_text(matrix_to_csv(somewhereland()), encoding="utf-8", newline="")
    by_table = json.loads(said("cib", table, "--json")[1])["consistent"]
    by_json = json.loads(said("cib", MATRIX, "--json")[1])["consistent"]
    assert [list(each.values()) for each in by_table] == [list(each.values()) for each in by_json]
    code, out, _ = said("cib", PUBLISHED / "CIB_nested.scw", "--json")
    assert (code, json.loads(out)["count"]) == (0, 20)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--at", "G=x"], "no descriptor “G”. There are “A”, “B”, “C”, “D”, “E” and “F”"),
        (["--at", "D=Fair"], "“D” has no variant “Fair”. It has “Balanced” and “Strong contrasts”"),
        (["--at", "D"], "“D” names no variant. Write it like “A=Patriots party”"),
        (["--at", AT[0]], "says nothing on “B”. Choose one of"),
        (["--at", AT[0], AT[0]], "“A” is named twice"),
        (["--nearest"], "--nearest needs a configuration"),
        (["--tolerance", "-1"], "The tolerance -1"),
        (
            ["--seconds", "0"],
            "its limit of 0 seconds after 1 part configuration: 486",
        ),
        (["--at-most", "3"], "More than 3 of 486 configurations are consistent"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(said, asked, told):
    code, out, err = said("cib", MATRIX, *asked, "--json")
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_file_that_is_no_matrix_is_told_with_its_place(said, tmp_path):
    path = tmp_path / "broken.json"
    document = json.loads(MATRIX.read_bytes())
    document["judgements"][0]["values"][0][1] = None
    path.write_text(json.dumps(document), encoding="utf-8")
    code, _, err = said("cib", path)
    assert code == 2
    assert err.startswith(f"{path}, judgements[0].values[0][1]: The impact of “Patriots party” on")


def test_a_file_that_cannot_be_opened_is_told_as_of_any_verb(said, tmp_path):
    told = f"There is no file {tmp_path / 'none.json'}. Check its name and folder.\n"
    assert said("cib", tmp_path / "none.json") == (2, "", told)
    assert said("coherence", tmp_path / "none.json") == (2, "", told)
    told = f"{tmp_path} is a folder. Name a file in it.\n"
    assert said("cib", tmp_path) == said("coherence", tmp_path) == (2, "", told)


@pytest.mark.parametrize("verb", ["cib", "coherence"])
def test_a_file_that_is_too_large_is_refused(said, tmp_path, verb):
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (MAX_BYTES + 1))
    told = f"{path}: The file has more than 20 MB, the limit. Name a smaller file.\n"
    assert said(verb, path) == (2, "", told)


def test_a_short_file_with_too_many_variants_is_refused_in_a_sentence(said, tmp_path):
    path = tmp_path / "wide.json"
    wide = {"id": "a", "variants": [str(n) for n in range(60_000)]}
    path.write_text(json.dumps({"descriptors": [wide]}), encoding="utf-8")
    code, out, err = said("cib", path)
    assert (code, out) == (2, "")
    assert "60,000 variants, more than 30" in err


def test_names_with_an_equals_sign_or_blanks_can_be_chosen(said, tmp_path):
    path = tmp_path / "signs.json"
    descriptors = [
        {"id": "a=b", "variants": [" x", "y=z"]},
        {"id": "c", "variants": ["d=e", "f, g"]},
    ]
    path.write_text(json.dumps({"descriptors": descriptors, "judgements": []}), encoding="utf-8")
    for asked in (["a=b=y=z", "c=d=e"], ["a=b = y=z,c= d=e"]):
        code, out, err = said("cib", path, "--at", *asked, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["at"] == {"a=b": "y=z", "c": "d=e"}
    code, out, _ = said("cib", path, "--at", "a=b=x", "c=f, g", "--json")
    assert (code, json.loads(out)["at"]) == (0, {"a=b": "x", "c": "f, g"})


@pytest.mark.parametrize("asked", ["x" * 100_000, "x" * 100_000 + "=y", "A=" + "x" * 100_000])
def test_what_is_asked_is_told_shortened(said, asked):
    code, _, err = said("cib", MATRIX, "--at", asked)
    assert code == 2
    assert "x…”" in err
    assert len(err) < 600


def test_a_large_figure_elsewhere_changes_nothing_that_is_said(said, tmp_path):
    matrix = blank([2, 2, 2])
    impacts = np.zeros((6, 6))
    impacts[:2, 2:4] = impacts[2:4, :2] = np.eye(2)
    impacts[:2, 4] = 1e9
    path = tmp_path / "large.json"
    path.write_text(matrix_to_json(Matrix(matrix.descriptors, impacts)), encoding="utf-8")
    code, out, _ = said("cib", path, "--at", "A=A1", "B=B2", "C=C1")
    assert code == 0
    assert out.startswith("2 of 8 configurations are consistent.")
    assert "nothing gives way" not in out


def test_a_misspelt_key_is_refused_with_the_file(said, tmp_path):
    path = tmp_path / "slip.json"
    document = json.loads(MATRIX.read_bytes())
    document["judgments"] = document.pop("judgements")
    path.write_text(json.dumps(document), encoding="utf-8")
    told = f"{path}: There is no key “judgments” here. Write “judgements”, or leave it out.\n"
    assert said("cib", path) == (2, "", told)


def test_the_seconds_are_those_of_all_searches_together(said, tmp_path, monkeypatch):
    """The clock goes on by a second whenever it is looked at."""
    path, clock = contradictory(tmp_path), count()
    monkeypatch.setattr(searching, "perf_counter", lambda: perf_counter() + next(clock))
    asked = ("cib", path, "--at", "A=A1", "B=B1", "--json")
    _, out, _ = said(*asked)
    clock = count()
    limit = int(json.loads(out)["seconds"]) + 0.5
    assert said(*asked, "--seconds", limit)[0] == 0
    clock = count()
    code, _, err = said(*asked, "--nearest", "--seconds", limit)
    assert code == 2
    assert f"its limit of {limit:g} seconds after" in err
    clock = count()
    assert said(*asked, "--nearest", "--seconds", limit * 2)[0] == 0
