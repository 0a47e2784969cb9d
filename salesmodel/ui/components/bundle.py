"""Loads our browser components from the bundle that `frontend/` builds into `static/`.

Offers `component`. Streamlit sends a component's script with every update, so that script is only
a loader: it imports the bundle, which the server serves at `app/static` (docs/decisions).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

STATIC = Path(__file__).parents[3] / "static"
ENTRY = "src/index.ts"

# The address comes from Streamlit's own script tag, so that it holds on every page and behind a
# base path; the script itself runs from a blob and knows no address.
LOADER = """\
const own = document.querySelector('script[type="module"][src*="static/js/"]');
const root = own ? new URL("../../", own.src) : new URL("./", document.baseURI);
const bundle = import(new URL("app/static/{file}", root).href);
export default async (component) => (await bundle).{mount}(component);
"""


def component(name: str) -> ComponentRenderer:
    """The component that the bundle exports as `mountName`, as a Streamlit command."""
    script = LOADER.format(file=bundle_file(), mount=f"mount{name.capitalize()}")
    return st.components.v2.component(f"workbench_{name}", js=script, isolate_styles=False)


@cache
def bundle_file(static: Path = STATIC) -> str:
    """The bundle's name with its hash, from the manifest beside it."""
    manifest = json.loads((static / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest[ENTRY]["file"])
