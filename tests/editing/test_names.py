"""Names as people type them: any script, any length that fits, on one line."""

from __future__ import annotations

import json

import pytest

from salesmodel.editing import AddStage, Rename, command_from_json, do
from salesmodel.model import CommandRefused


def renaming(name):
    return json.dumps({"do": "rename", "collection": "stages", "id": "evaluate", "name": name})


def adding(company, name):
    stage = {**company.stages[2].model_dump(mode="json"), "id": "more", "name": name}
    return json.dumps({"do": "add_stage", "stage": stage})


@pytest.mark.parametrize("length", [201, 5_000])
def test_a_name_that_is_too_long_is_refused_in_plain_words(company, length):
    for text in (renaming("n" * length), adding(company, "n" * length)):
        with pytest.raises(CommandRefused) as refused:
            command_from_json(text)
        assert refused.value.sentence == (
            f"A name has at most 200 characters; this one has {length:,}."
        )
        assert refused.value.mend == "Shorten it."
        assert refused.value.path.endswith("name")


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\x00\x1b"])
def test_a_name_without_a_character_to_see_is_refused(company, name):
    for text in (renaming(name), adding(company, name)):
        with pytest.raises(CommandRefused) as refused:
            command_from_json(text)
        assert str(refused.value) == "The name is empty. Type at least one character."


def test_other_texts_have_a_limit_too():
    long = json.dumps({"do": "set_reason", "move": "a", "reason": "r" * 201})
    with pytest.raises(CommandRefused, match="A reason has at most 200 characters"):
        command_from_json(long)


@pytest.mark.parametrize(
    "name",
    [
        "Demo 🚀👩🏽‍💻",
        "تقييم البائع",
        "הערכת ספק",
        "<b>Demo</b><script>alert(1)</script>",
        "Preis & Leistung “neu”",
        "n" * 200,
    ],
)
def test_a_name_is_kept_as_it_was_typed(company, edit, name):
    after = edit(company, Rename(collection="stages", id="evaluate", name=name))
    assert after.stages[1].name == name
    assert command_from_json(renaming(name)).name == name


@pytest.mark.parametrize(
    "typed", ["Legal\nreview", " Legal \t review ", "Legal\r\n\x00review", "Legal\u2028review\x7f"]
)
def test_line_breaks_and_control_characters_become_one_space(company, edit, typed):
    after = edit(company, Rename(collection="stages", id="evaluate", name=typed))
    assert after.stages[1].name == "Legal review"
    model, _ = do(company, command_from_json(adding(company, typed)))
    assert model.stages[-1].name == "Legal review"


def test_spaces_that_are_taken_out_do_not_count(company):
    command = command_from_json(renaming("a" + " " * 5_000 + "b"))
    assert isinstance(command, Rename)
    assert command.name == "a b"
    assert isinstance(command_from_json(adding(company, "Ok")), AddStage)
