"""The command line as those who automate meet it: exit codes, JSON, plain sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import salesmodel.evaluation
from salesmodel.cli import app, main
from salesmodel.cli.output import print_json
from salesmodel.cli.reference import as_markdown, verbs
from salesmodel.editing import command_schema
from salesmodel.evaluation import evaluate
from salesmodel.model import Unit, assumed, model_schema, read_model, validate, write_model
from tests.builders import a_model, changed, days, share, with_a_second_segment

ROOT = Path(__file__).parents[2]
DEALS = """opportunity_id,deal_stage,engage_date,close_date,close_value
1,Won,2024-01-01,2024-01-31,1000
2,Lost,2024-01-01,2024-01-11,0
3,Won,2024-02-01,2024-03-12,3000
4,Engaging,2024-02-01,,
"""


@pytest.fixture
def said(capsys):
    """Runs a verb; gives exit code, stdout and the lines of stderr."""

    def run(*arguments) -> tuple[int, str, list[str]]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err.splitlines()

    return run


def saved(folder: Path, model=None, name: str = "model.json") -> Path:
    path = folder / name
    path.write_text(write_model(a_model() if model is None else model), encoding="utf-8")
    return path


def broken():
    model = changed(a_model(), "stages", "explore", dwell=days(-3))
    model = changed(model, "moves", "explore.nodec", probability=share(0.44))
    return changed(model, "roles", "ae", annual_cost=assumed(-1, Unit.MONEY_PER_YEAR))


# evaluate


def test_evaluate_gives_the_keys_of_the_contract(said, tmp_path):
    code, out, err = said("evaluate", saved(tmp_path, with_a_second_segment(a_model())), "--json")
    assert (code, err) == (0, [])
    document = json.loads(out)
    assert {"currency", "segments", "roles", "totals", "restructure"} <= document.keys()
    for segment in document["segments"]:
        assert {
            "id", "name", "arrivals", "win_rate", "outcomes", "cycle_days", "cost_per_deal",
            "cost_per_win", "contribution", "stages",
        } <= segment.keys()  # fmt: skip
        assert {"mean", "sd", "won_mean", "lost_mean"} <= segment["cycle_days"].keys()
        for stage in segment["stages"]:
            assert {"id", "name", "visits", "ever_visited", "hours", "cost"} <= stage.keys()
    for role in document["roles"]:
        assert {
            "id", "name", "hours", "cost", "utilisation", "non_selling_share",
        } <= role.keys()  # fmt: skip
    assert {
        "cost", "wins", "contribution", "cost_per_win", "misalignment_premium",
    } <= document["totals"].keys()  # fmt: skip
    assert {"verdict", "roles"} <= document["restructure"].keys()


def test_evaluate_tells_the_win_rate_worked_out_by_hand(said, tmp_path):
    """x: explore 0.75 + 0.1 y, y: evaluate 0.25 + 0.6 x, so y = 0.7/0.94; won y / 4."""
    _, out, _ = said("evaluate", saved(tmp_path), "--json")
    (segment,) = json.loads(out)["segments"]
    assert segment["win_rate"] == pytest.approx(0.7 / 0.94 / 4)
    visits = {stage["id"]: stage["visits"] for stage in segment["stages"]}
    assert visits["evaluate"] == pytest.approx(0.7 / 0.94)
    assert visits["explore"] == pytest.approx(0.75 + 0.1 * 0.7 / 0.94)


def test_evaluate_tells_where_an_account_executive_does_not_sell(said, tmp_path):
    """AE: prospecting 100 x 4 x 0.5 = 200 h beside 100 x (0.7/0.94) x 4 x 0.4 = 119.1 h of demo and
    100 x (0.35/0.94) x 4 = 148.9 h of proposal: 200 of 468.1 h, 42.7%, are not selling."""
    _, out, _ = said("evaluate", saved(tmp_path), "--json")
    verdict = json.loads(out)["restructure"]
    assert verdict["verdict"] == "restructure"
    (role,) = verdict["roles"]
    assert (role["id"], role["fires"]) == ("ae", True)
    expected = 200 / (200 + 400 * 0.4 * 0.7 / 0.94 + 400 * 0.35 / 0.94)
    assert role["non_selling_share"] == pytest.approx(expected)


def test_evaluate_without_json_is_readable(said, tmp_path):
    code, out, err = said("evaluate", saved(tmp_path))
    assert (code, err) == (0, [])
    assert out.startswith("Enterprise: 18.6% of 100 buyers a year are won, after ")
    assert "Consensus building" in out
    assert "Account executive: 43% of task time goes to tasks that are not selling" in out


def test_evaluate_of_a_broken_model_tells_every_problem_on_stderr(said, tmp_path):
    model = broken()
    code, out, err = said("evaluate", saved(tmp_path, model), "--json")
    assert (code, out) == (2, "")
    assert len(err) == len(validate(model)) == 3
    assert err[-1] == (
        "stages[explore].moves: Solution exploration sends out 104 of 100 buyers. "
        "Lower one of its moves by 4 points."
    )


@pytest.mark.parametrize("verb", ["evaluate", "validate"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"{", "The file is not JSON: "),
        (b"[]", "The file is JSON, but not a sales model"),
        (b"\xff\xfe", "The file is not UTF-8 text"),
        (b'{"schema_version": 2}', "This file is of schema version 2; this version reads 1."),
        (b" " * 20_000_001, "The file has more than 20 MB"),
    ],
)
def test_a_file_that_is_no_model_is_unusable_input(said, tmp_path, verb, content, sentence):
    path = tmp_path / "model.json"
    path.write_bytes(content)
    code, out, err = said(verb, path, "--json")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"{path}: {sentence}")


@pytest.mark.parametrize("verb", ["evaluate", "validate"])
def test_a_file_that_is_not_there_is_unusable_input(said, tmp_path, verb):
    code, out, err = said(verb, tmp_path / "none.json")
    assert (code, out) == (2, "")
    assert err == [f"There is no file {tmp_path / 'none.json'}. Check its name and folder."]
    assert said(verb, tmp_path)[0] == 2


def test_what_is_not_a_number_is_printed_as_null(capsys):
    print_json({"a": float("nan"), "b": [float("inf"), 1.5], "c": ({"d": float("-inf")},)})
    assert json.loads(capsys.readouterr().out) == {"a": None, "b": [None, 1.5], "c": [{"d": None}]}


def test_where_nobody_is_won_the_cost_per_win_is_null(said, tmp_path):
    model = changed(a_model(), "moves", "consensus.won", probability=share(0))
    model = changed(model, "moves", "consensus.nodec", probability=share(1))
    code, out, _ = said("evaluate", saved(tmp_path, model), "--json")
    assert code == 0
    assert json.loads(out)["segments"][0]["cost_per_win"] is None
    assert json.loads(out)["totals"]["cost_per_win"] is None
    assert said("evaluate", saved(tmp_path, model))[0] == 0


# validate


def test_validate_of_a_sound_model_finds_nothing(said, tmp_path):
    assert said("validate", saved(tmp_path), "--json") == (0, '{\n  "problems": []\n}\n', [])
    assert said("validate", saved(tmp_path)) == (0, "No problems.\n", [])


def test_validate_tells_all_problems_at_once_and_ends_with_3(said, tmp_path):
    code, out, err = said("validate", saved(tmp_path, broken()), "--json")
    assert (code, err) == (3, [])
    problems = json.loads(out)["problems"]
    assert [problem["path"] for problem in problems] == [
        "stages[explore].dwell",
        "roles[ae].annual_cost",
        "stages[explore].moves",
    ]
    assert problems[2]["sentence"] == "Solution exploration sends out 104 of 100 buyers."
    assert problems[2]["mend"] == "Lower one of its moves by 4 points."
    code, out, _ = said("validate", saved(tmp_path, broken()))
    assert code == 3
    assert out.startswith("3 problems:\nstages[explore].dwell: The dwell of Solution exploration")


def test_validate_tells_what_is_wrong_with_fields_and_figures(said, tmp_path):
    path = saved(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"value":0.75', '"value":NaN', 1)
    path.write_text(text.replace('"currency":"USD"', '"currency":"euro"'), encoding="utf-8")
    code, out, _ = said("validate", path, "--json")
    assert code == 3
    assert [problem["path"] for problem in json.loads(out)["problems"]] == [
        "currency",
        "stages[explore].entry.value",
    ]
    assert said("evaluate", path)[0] == 2


# schema


def test_schema_prints_the_schema_that_a_model_fits(said, tmp_path):
    code, out, err = said("schema")
    assert (code, err) == (0, [])
    assert json.loads(out) == model_schema()
    assert said("schema", "--json")[1] == out
    written = json.loads(saved(tmp_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(out)).validate(written)


def test_schema_of_commands_prints_what_the_browsers_types_are_made_from(said):
    code, out, err = said("schema", "--of", "commands")
    assert (code, err) == (0, [])
    assert json.loads(out) == command_schema()
    command = {"do": "set_probability", "move": "explore.won", "probability": 0.5}
    checker = jsonschema.Draft202012Validator(json.loads(out))
    checker.validate(command)
    assert not checker.is_valid(command | {"probability": 1.5})


def test_schema_knows_the_model_and_the_commands_only(said):
    code, out, err = said("schema", "--of", "roles")
    assert (code, out) == (2, "")
    assert "'roles' is not one of 'model', 'commands'" in err[0]


def test_the_committed_schema_of_commands_is_the_one_of_this_version():
    """Written by `python -m salesmodel schema --of commands > docs/schema/commands.schema.json`."""
    committed = ROOT / "docs" / "schema" / "commands.schema.json"
    assert json.loads(committed.read_text(encoding="utf-8")) == command_schema()


# import-crm


def test_import_crm_writes_a_model_that_can_be_evaluated(said, tmp_path):
    deals, out_file = tmp_path / "deals.csv", tmp_path / "model.json"
    deals.write_text(DEALS, encoding="utf-8")
    code, out, err = said("import-crm", deals, "--out", out_file, "--currency", "EUR", "--json")
    assert code == 0, err
    document = json.loads(out)
    assert document["rows"] == {"read": 4, "kept": 4, "repaired": 0, "rejected": 0}
    counts = {key: document[key] for key in ("opportunities", "closed", "won", "lost", "open")}
    assert counts == {"opportunities": 4, "closed": 3, "won": 2, "lost": 1, "open": 1}
    assert document["won_value"] == 4_000
    assert document["win_rate"] == pytest.approx(2 / 3)
    assert document["median_cycle_days"] == {"won": 35, "lost": 10}
    assert {"repairs", "rejects", "not_knowable"} <= document.keys()
    assert any(line.startswith("Guessed ") for line in err)
    model = read_model(out_file.read_bytes())
    assert model.currency == "EUR"
    assert evaluate(model).totals.wins > 0


def test_import_crm_takes_the_columns_that_it_is_told(said, tmp_path):
    deals, out_file = tmp_path / "deals.csv", tmp_path / "model.json"
    deals.write_text(DEALS.replace("close_value", "zaster"), encoding="utf-8")
    code, out, err = said("import-crm", deals, "--out", out_file, "--map", "amount=zaster")
    assert code == 0, err
    assert "Won value $4.00k" in out
    assert out.endswith(f"Wrote {out_file}.\n")


def test_import_crm_never_overwrites_what_it_reads(said, tmp_path):
    deals = tmp_path / "deals.csv"
    deals.write_text(DEALS, encoding="utf-8")
    code, out, err = said("import-crm", deals, "--out", deals)
    assert (code, out) == (2, "")
    assert err[0].startswith("--out would overwrite ")
    assert deals.read_text(encoding="utf-8") == DEALS


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--map", "amount"], "--map amount does not name a field and a column."),
        (["--map", "id=a", "--map", "id=b"], "--map names the field id twice."),
        (["--currency", "dollars"], "'dollars' is not a currency."),
    ],
)
def test_import_crm_refuses_unusable_arguments(said, tmp_path, arguments, sentence):
    deals = tmp_path / "deals.csv"
    deals.write_text(DEALS, encoding="utf-8")
    code, out, err = said("import-crm", deals, "--out", tmp_path / "m.json", *arguments)
    assert (code, out, len(err)) == (2, "", 1)
    assert sentence in err[0]
    assert not (tmp_path / "m.json").exists()


def test_import_crm_says_where_it_cannot_write(said, tmp_path):
    deals = tmp_path / "deals.csv"
    deals.write_text(DEALS, encoding="utf-8")
    code, _, err = said("import-crm", deals, "--out", tmp_path / "no" / "m.json")
    assert code == 2
    assert err[-1].endswith("Choose a folder that is there and may be written to.")


# The command line itself


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Missing command"),
        (["conjure"], "No such command 'conjure'"),
        (["evaluate"], "Missing argument 'MODEL.json'"),
        (["evaluate", "m.json", "--loud"], "No such option: --loud"),
        (["import-crm", "x.csv"], "Missing option '--out'"),
    ],
)
def test_arguments_that_make_no_sense_are_answered_in_one_sentence(said, arguments, sentence):
    code, out, err = said(*arguments)
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(sentence)
    assert err[0].endswith(". See python -m salesmodel --help.")


def test_a_fault_of_ours_ends_with_1_and_says_so(said, tmp_path, monkeypatch):
    def fails(model):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(salesmodel.evaluation, "evaluate", fails)
    code, out, err = said("evaluate", saved(tmp_path), "--json")
    assert (code, out, len(err)) == (1, "", 1)
    assert err[0].startswith("This is a fault of the workbench (ZeroDivisionError: a bug, in ")


def test_help_is_no_error():
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert all(verb in result.stdout for verb in verbs())


def run_module(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "salesmodel", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_module_runs_as_a_process_with_the_same_exit_codes(tmp_path):
    sound = run_module("validate", saved(tmp_path), "--json")
    assert (sound.returncode, json.loads(sound.stdout), sound.stderr) == (0, {"problems": []}, "")
    faulty = run_module("validate", saved(tmp_path, broken()), "--json")
    assert (faulty.returncode, len(json.loads(faulty.stdout)["problems"])) == (3, 3)
    assert run_module("evaluate", tmp_path / "none.json").returncode == 2


def test_a_reader_that_has_gone_ends_the_verb_quietly():
    """`python -m salesmodel schema | true`: what shells call 141 is no fault of ours."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "salesmodel", "schema"],
            cwd=ROOT,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_verb_loads_only_what_it_needs():
    heavy = ("duckdb", "numpy", "plotly", "pandas", "streamlit", "pyarrow")
    code = f"import sys, salesmodel.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


# The page


def test_the_page_of_the_command_line_is_current():
    """Written by `python -m salesmodel.cli.reference > docs/cli.md`."""
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == as_markdown()


def test_the_page_tells_of_every_verb_and_its_options():
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    told = ["evaluate", "validate", "optimise", "coherence", "cib", "schema", "import-crm"]
    assert verbs() == told
    for verb in verbs():
        assert f"\n## {verb}\n" in page
    for option in ("--json", "--of", "--out", "--map", "--currency", "--goal", "--budget", "--at"):
        assert option in page
