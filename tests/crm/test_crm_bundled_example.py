"""The bundled company: its totals, against a count by Python's csv module and by hand."""

from __future__ import annotations

import csv
import hashlib
import json
import statistics
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from salesmodel.crm import CrmImport, as_json, bundled_example, import_files

DATA = Path(__file__).parents[2] / "data" / "maven_crm"


def pipeline() -> list[dict[str, str]]:
    with (DATA / "sales_pipeline.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def days_of(stage: str, product_names: set[str] | None = None) -> list[int]:
    return [
        (date.fromisoformat(row["close_date"]) - date.fromisoformat(row["engage_date"])).days
        for row in pipeline()
        if row["deal_stage"] == stage and (product_names is None or row["product"] in product_names)
    ]


def test_the_totals_are_those_that_are_published(bundled: CrmImport) -> None:
    assert bundled.opportunities == 8_800
    assert bundled.closed == 6_711
    assert bundled.won == 4_238
    assert bundled.lost == 2_473
    assert bundled.open == 2_089  # 1,589 Engaging and 500 Prospecting
    assert bundled.won_value == 10_005_534
    assert bundled.win_rate == 4_238 / 6_711
    assert bundled.median_cycle_won_days == 57
    assert bundled.median_cycle_lost_days == 14


def test_the_csv_module_counts_the_same(bundled: CrmImport) -> None:
    rows = pipeline()
    stages = Counter(row["deal_stage"] for row in rows)
    assert bundled.opportunities == len(rows)
    assert bundled.won == stages["Won"]
    assert bundled.lost == stages["Lost"]
    won_value = sum(float(row["close_value"]) for row in rows if row["deal_stage"] == "Won")
    assert bundled.won_value == won_value
    assert bundled.median_cycle_won_days == statistics.median(days_of("Won"))
    assert bundled.median_cycle_lost_days == statistics.median(days_of("Lost"))
    assert {stage.stage: stage.count for stage in bundled.stages} == stages


def test_each_series_of_products_has_the_figures_that_the_csv_module_finds(
    bundled: CrmImport,
) -> None:
    names = {
        "GTX": {"GTX Basic", "GTXPro", "GTX Plus Basic", "GTX Plus Pro"},
        "MG": {"MG Special", "MG Advanced"},
        "GTK": {"GTK 500"},
    }
    assert {segment.name for segment in bundled.segments} == names.keys()
    for segment in bundled.segments:
        won, lost = (days_of(stage, names[segment.name]) for stage in ("Won", "Lost"))
        assert segment.won == len(won)
        assert segment.lost == len(lost)
        assert segment.mean_won_days == pytest.approx(statistics.mean(won), rel=1e-12)
        assert segment.mean_lost_days == pytest.approx(statistics.mean(lost), rel=1e-12)
        assert segment.median_won_days == statistics.median(won)
        assert segment.median_lost_days == statistics.median(lost)


def test_the_product_key_that_does_not_join_is_repaired_and_said(bundled: CrmImport) -> None:
    [fix] = bundled.repairs
    assert (fix.column, fix.before, fix.after) == ("product", "GTXPro", "GTX Pro")
    assert fix.count == sum(row["product"] == "GTXPro" for row in pipeline()) == 1_480
    assert bundled.rows.repaired == 1_480


def test_every_row_of_every_file_is_accounted_for(bundled: CrmImport) -> None:
    assert (bundled.rows.read, bundled.rows.kept, bundled.rows.rejected) == (8_800, 8_800, 0)
    used = {use.part: (use.rows, use.used) for use in bundled.files}
    assert used == {
        "deals": (8_800, 8_800),
        "accounts": (85, 85),
        "products": (7, 7),
        "people": (35, 30),  # five people have no deals
    }


def test_thirty_owners_in_three_regional_offices(bundled: CrmImport) -> None:
    with (DATA / "sales_teams.csv").open(newline="", encoding="utf-8") as lines:
        office = {row["sales_agent"]: row["regional_office"] for row in csv.DictReader(lines)}
    won = Counter(office[row["sales_agent"]] for row in pipeline() if row["deal_stage"] == "Won")
    assert {team.name: team.won for team in bundled.teams} == won
    assert len(bundled.owners) == 30
    assert sum(owner.won for owner in bundled.owners) == 4_238


def test_the_deals_alone_give_the_same_totals_as_one_segment(bundled: CrmImport) -> None:
    alone = import_files(bundled_example()[:1])
    assert (alone.won, alone.closed, alone.won_value) == (4_238, 6_711, 10_005_534)
    assert [segment.name for segment in alone.segments] == ["All buyers"]
    assert alone.repairs == ()
    assert any("all buyers are one segment" in sentence for sentence in alone.not_knowable)


def test_a_column_of_the_accounts_can_be_named_as_the_segment() -> None:
    by_sector = import_files(bundled_example(), mapping={"segment": "sector"})
    with (DATA / "accounts.csv").open(newline="", encoding="utf-8") as lines:
        sector = {row["account"]: row["sector"] for row in csv.DictReader(lines)}
    won = Counter(sector[row["account"]] for row in pipeline() if row["deal_stage"] == "Won")
    found = {segment.name: segment.won for segment in by_sector.segments if segment.won}
    assert found == won
    assert by_sector.mapping["segment"] == "sector"
    assert "segment" not in by_sector.guessed


def test_what_cannot_be_known_is_said(bundled: CrmImport) -> None:
    said = " ".join(bundled.not_knowable)
    assert "moves between stages, loops and time per stage cannot be known" in said
    assert "to a rival or to no decision" in said
    assert "groups by product, not yet ways of buying" in said
    assert "When 500 of the 8,800 deals entered" in said
    assert "The company in the bundled files is fictitious." in bundled.notes


def test_no_name_of_a_person_gets_into_the_model_or_its_json(bundled: CrmImport) -> None:
    written = bundled.model.model_dump_json() + json.dumps(as_json(bundled))
    people = {row["sales_agent"] for row in pipeline()}
    assert not {name for name in people if name in written}
    assert people == {row["name"] for row in as_json(bundled, names=True)["owners"]}


def test_a_team_that_is_a_manager_is_coded_too() -> None:
    by_manager = import_files(bundled_example(), mapping={"team": "manager"})
    assert len(by_manager.teams) == 6
    assert as_json(by_manager)["teams"][0]["name"] == "Team 1"


def test_the_json_has_the_keys_of_the_command_line(bundled: CrmImport) -> None:
    found = as_json(bundled)
    assert found["rows"] == {"read": 8_800, "kept": 8_800, "repaired": 1_480, "rejected": 0}
    assert found["median_cycle_days"] == {"won": 57, "lost": 14}
    repair = {"column": "product", "from": "GTXPro", "to": "GTX Pro", "count": 1_480}
    assert found["repairs"] == [repair]
    assert found.keys() >= {
        "opportunities", "closed", "won", "lost", "open", "won_value", "win_rate", "rejects",
        "not_knowable",
    }  # fmt: skip


def test_the_bundled_files_are_the_ones_that_the_readme_describes() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for path in bundled_example():
        assert hashlib.sha256(path.read_bytes()).hexdigest() in readme


def test_importing_the_room_loads_nothing_heavy() -> None:
    code = "import sys, salesmodel.crm; print({'duckdb', 'pyarrow', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
