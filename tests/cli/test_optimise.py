"""The verb `optimise` as those who automate meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salesmodel.cli import main
from salesmodel.evaluation import evaluate
from salesmodel.model import TaskKind, read_model, write_model
from tests.builders import a_model, a_task, also, changed, heads


@pytest.fixture
def said(capsys):
    """Runs a verb; gives exit code, stdout and stderr."""

    def run(*arguments) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def saved(folder: Path, model=None) -> Path:
    path = folder / "model.json"
    path.write_text(write_model(a_model() if model is None else model), encoding="utf-8")
    return path


def test_it_gives_the_keys_of_the_contract(said, tmp_path):
    code, out, err = said("optimise", saved(tmp_path), "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["status"] == "optimal"
    assert {
        "status", "present", "optimum", "gap", "moves", "shadow_prices", "conflict",
    } <= answer.keys()  # fmt: skip
    for move in answer["moves"]:
        assert {"task", "from", "to", "share", "saving", "win_rate_change"} <= move.keys()
    assert set(answer["shadow_prices"]) == {role.id for role in a_model().roles}
    assert answer["conflict"] == []


def test_present_and_optimum_differ_by_what_the_moves_save(said, tmp_path):
    _, out, _ = said("optimise", saved(tmp_path), "--json")
    answer = json.loads(out)
    cost = evaluate(a_model()).totals.cost
    assert answer["present"] == pytest.approx(cost)
    saved_by_moves = sum(move["saving"] for move in answer["moves"])
    assert answer["optimum"] == pytest.approx(cost - saved_by_moves)


def test_the_best_model_can_be_written_and_is_what_was_promised(said, tmp_path):
    out_file = tmp_path / "best.json"
    code, out, _ = said("optimise", saved(tmp_path), "--json", "--out", out_file)
    assert code == 0
    best = evaluate(read_model(out_file.read_bytes()))
    promised = json.loads(out)["positions"]["optimum"]
    assert best.totals.contribution == pytest.approx(promised["contribution"])
    assert best.totals.win_rate == pytest.approx(promised["win_rate"])


def test_most_contribution_is_never_less_than_the_present(said, tmp_path):
    code, out, _ = said("optimise", saved(tmp_path), "--goal", "contribution", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["optimum"] >= answer["present"] - 1e-6
    assert answer["optimum"] == answer["positions"]["optimum"]["contribution"]


def test_heads_are_whole_people_when_asked(said, tmp_path):
    _, out, _ = said("optimise", saved(tmp_path), "--whole-people", "--json")
    assert all(
        heads == round(heads) for heads in json.loads(out)["positions"]["optimum"]["heads"].values()
    )


def test_demand_beyond_all_capacity_ends_with_3_and_names_what_clashes(said, tmp_path):
    starved = a_model()
    for role in starved.roles:
        starved = changed(starved, "roles", role.id, headcount=heads(0.01))
    path = saved(tmp_path, starved)
    code, out, err = said("optimise", path, "--max-utilisation", "0.85", "--json")
    answer = json.loads(out)
    assert (code, err, answer["status"], answer["optimum"]) == (3, "", "infeasible", None)
    assert any("hours a year at most" in part["sentence"] for part in answer["conflict"])
    code, out, _ = said("optimise", path, "--max-utilisation", "0.85")
    assert code == 3
    assert out.startswith("These limits cannot all hold.")
    assert "Mend:" in out


def test_a_task_that_nobody_can_do_is_named(said, tmp_path):
    model = also(
        a_model(), "tasks", a_task("legal", "Legal review", "consensus", "Law",
                                   kind=TaskKind.TECHNICAL)
    )  # fmt: skip
    code, out, _ = said("optimise", saved(tmp_path, model), "--json")
    assert code == 3
    (only,) = json.loads(out)["conflict"]
    assert only["sentence"] == "No role has the skill Law, which Legal review needs."
    assert "the skill Law" in only["mend"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--max-utilisation", "0"), "The most utilisation is 0%"),
        (("--max-utilisation", "nan"), "utilisation"),
        (("--max-owners", "0"), "0 owners"),
        (("--budget", "-5"), "budget"),
        (("--goal", "glory"), "glory"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_ends_with_2(said, tmp_path, arguments, told):
    code, out, err = said("optimise", saved(tmp_path), *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_the_words_name_the_moves_and_what_a_head_is_worth(said, tmp_path):
    short = changed(a_model(), "roles", "sdr", headcount=heads(0.1))
    code, out, _ = said("optimise", saved(tmp_path, short), "--max-utilisation", "1")
    assert code == 0
    assert "Prospecting, SDR to AE" in out
    assert "One more sdr is worth" in out.replace("SDR is", "sdr is")
