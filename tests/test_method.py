"""The rules of docs/method.md and the tests that hold them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADING = re.compile(r"^### (\d+\.\d+) \S", re.MULTILINE)
CITATION = re.compile(r"\b[Rr]ules? (\d+\.\d+(?:(?:, | and | to )(?:rules? )?\d+\.\d+)*)")


def stated_rules() -> list[str]:
    return HEADING.findall((ROOT / "docs/method.md").read_text("utf-8"))


def cited_in(text: str) -> set[str]:
    """Every rule that a text cites: 'rule 2.3', 'rules 2.3 and 2.4', 'rules 2.1 to 2.4'."""
    found: set[str] = set()
    for citation in CITATION.findall(re.sub(r"\s+", " ", text)):
        numbers = re.findall(r"\d+\.\d+", citation)
        found.update(numbers)
        for first, last in re.findall(r"(\d+\.\d+) to (?:rules? )?(\d+\.\d+)", citation):
            section, low = first.split(".")
            if last.split(".")[0] == section:
                high = int(last.split(".")[1])
                found.update(f"{section}.{n}" for n in range(int(low), high + 1))
    return found


def cited_by(folder: str) -> set[str]:
    files = [path for path in (ROOT / folder).rglob("*.py") if path.name != Path(__file__).name]
    return set().union(*(cited_in(path.read_text("utf-8")) for path in files))


def test_a_range_of_rules_cites_each_rule_in_it() -> None:
    text = "Rule 1.1, rules 2.9 to 2.11 and 3.2; see\n    rule 5.1"
    assert cited_in(text) == {"1.1", "2.9", "2.10", "2.11", "3.2", "5.1"}


def test_each_rule_is_stated_once() -> None:
    rules = stated_rules()
    assert len(rules) == len(set(rules)) == 11 + 15 + 18 + 10


def test_every_rule_is_cited_by_a_test() -> None:
    uncited = sorted(set(stated_rules()) - cited_by("tests"))
    assert uncited == [], f"no test cites rule {', '.join(uncited)}"


def test_code_and_tests_cite_no_rule_that_is_not_stated() -> None:
    cited = cited_by("salesmodel") | cited_by("tests")
    assert sorted(cited - set(stated_rules())) == []
