"""The verb `coherence` as those who automate meet it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesmodel.cli import main
from salesmodel.coherence import acceptance_of, check_coherence, with_reviews
from salesmodel.defaults.templates import template
from salesmodel.editing import SetComponent, do
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, SalesModel, write_model

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def said(capsys):
    """Runs a verb; gives exit code, stdout and stderr."""

    def run(*arguments) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def changed_smb():
    """SMB after its selection went to named accounts and nothing else did."""
    command = SetComponent(
        segment="smb", kind=ComponentKind.CUSTOMER_SELECTION, variant="named_accounts"
    )
    return do(with_reviews(template("smb")), command)[0]


def saved(folder: Path, model) -> Path:
    path = folder / "model.json"
    path.write_text(write_model(model), encoding="utf-8")
    return path


def test_it_gives_the_keys_of_the_contract(said, tmp_path):
    code, out, err = said("coherence", saved(tmp_path, changed_smb()), "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert {"score", "layers", "segments", "findings"} <= answer.keys()
    wanted = {
        "check", "severity", "sentence", "segment", "stage", "task", "role", "component", "mend",
    }  # fmt: skip
    assert answer["findings"]
    assert all(wanted <= finding.keys() for finding in answer["findings"])
    assert [segment["id"] for segment in answer["segments"]] == ["smb"]


def test_what_it_says_is_what_the_page_shows_and_adds_up(said, tmp_path):
    model = changed_smb()
    _, out, _ = said("coherence", saved(tmp_path, model), "--json")
    answer = json.loads(out)
    result = check_coherence(model, evaluate(model))
    assert answer["score"] == result.score
    assert sum(answer["layers"].values()) == pytest.approx(100 - answer["score"])
    points = sum(finding["points"] for finding in answer["findings"])
    assert points == pytest.approx(100 - answer["score"])
    assert answer["layers"]["debt"] == pytest.approx(6)


def test_an_accepted_finding_stands_apart_with_its_reason(said, tmp_path):
    model = changed_smb()
    finding = check_coherence(model, evaluate(model)).findings[0]
    accepted = do(model, acceptance_of(finding, "For this year.", "Maya", NOW))[0]
    _, out, _ = said("coherence", saved(tmp_path, accepted), "--json")
    answer = json.loads(out)
    assert [(each["check"], each["why"], each["by"]) for each in answer["accepted"]] == [
        (finding.check, "For this year.", "Maya")
    ]
    _, out, _ = said("coherence", saved(tmp_path, accepted))
    assert f"{finding.sentence} Because: For this year." in out


def test_for_a_person_it_says_the_score_the_segments_and_each_finding(said, tmp_path):
    model = changed_smb()
    code, out, _ = said("coherence", saved(tmp_path, model))
    result = check_coherence(model, evaluate(model))
    assert code == 0
    assert out.startswith(f"Coherence {result.score:.1f} of 100.")
    assert "SMB high-velocity" in out
    assert all(finding.sentence in out for finding in result.findings)


def test_a_model_without_segments_has_no_score(said, tmp_path):
    path = saved(tmp_path, SalesModel(id="empty", name="Empty"))
    code, out, _ = said("coherence", path)
    assert code == 0
    assert out.startswith("No score: the model has no segments.\n")
    assert "of 100" not in out
    assert "points" not in out
    assert "support each other" not in out
    answer = json.loads(said("coherence", path, "--json")[1])
    assert (answer["score"], answer["layers"], answer["segments"]) == (0, {}, [])


def test_contradictory_acceptances_are_refused_in_a_sentence(said, tmp_path):
    model = changed_smb()
    finding = check_coherence(model, evaluate(model)).findings[0]
    one = acceptance_of(finding, "For this year.", "Maya", NOW).acceptance
    other = one.model_copy(update={"id": "another", "why": "It must go.", "by": "Noor"})
    broken = model.model_copy(update={"acceptances": (one, other)})
    code, out, err = said("coherence", saved(tmp_path, broken))
    assert (code, out) == (2, "")
    assert "Maya" in err
    assert "Noor" in err


def test_what_is_no_model_is_refused_in_a_sentence(said, tmp_path):
    path = tmp_path / "model.json"
    path.write_text("{}", encoding="utf-8")
    code, out, err = said("coherence", path)
    assert (code, out) == (2, "")
    assert "no schema version" in err
