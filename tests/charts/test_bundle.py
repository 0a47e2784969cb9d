"""The built bundle: what Python names is there."""

from __future__ import annotations

import pytest

from salesmodel.ui.components import bundle


def test_the_manifest_names_a_bundle_that_exists() -> None:
    assert (bundle.STATIC / bundle.bundle_file()).is_file()


@pytest.mark.parametrize("mount", ["mountLive", "mountCanvas", "mountMix"])
def test_the_bundle_exports_every_component(mount: str) -> None:
    source = (bundle.STATIC / bundle.bundle_file()).read_text(encoding="utf-8")
    assert f" as {mount}" in source.rpartition("export{")[2]


def test_plotly_is_a_file_of_its_own() -> None:
    assert (bundle.STATIC / bundle.bundle_file()).stat().st_size < 1_000_000
    assert len(list(bundle.STATIC.glob("plotly-*.js"))) == 1


def test_the_font_comes_with_its_licence() -> None:
    assert (bundle.STATIC / "fonts/inter-latin-wght-normal.woff2").is_file()
    assert "SIL Open Font License" in (bundle.STATIC / "fonts/LICENSE-Inter.txt").read_text()
