"""Work that may take longer than a glance: done beside the page, with progress and a way to stop.

Offers `search`. What is ready within a second is shown at once; otherwise the page says how far the
search is, and draws itself again when it ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeVar

import streamlit as st

from salesmodel.assignment import Watch
from salesmodel.model import WorkbenchError
from salesmodel.ui.session import WorkbenchSession

T = TypeVar("T")
AT_ONCE = 1.0
"""Seconds that a page waits before it shows progress."""
_LOOK_AGAIN = 0.5


@dataclass
class Search:
    """One piece of work: `made_from` says what it answers, `found` is the answer."""

    made_from: tuple[object, ...]
    work: Callable[[Watch], Any]
    watch: Watch = field(default_factory=Watch)
    found: Any = None
    refused: WorkbenchError | None = None
    failed: Exception | None = None
    thread: Thread | None = None

    def begin(self) -> None:
        """Start the work beside the page."""
        self.thread = Thread(target=self._run, daemon=True)
        self.thread.start()

    def is_done(self, wait: float = 0.0) -> bool:
        """Whether it has ended, waiting so many seconds for it."""
        if self.thread is not None:
            self.thread.join(wait)
        return self.thread is not None and not self.thread.is_alive()

    def _run(self) -> None:
        try:
            self.found = self.work(self.watch)
        except WorkbenchError as error:
            self.refused = error
        except Exception as error:  # it is raised again in the page's own thread
            self.failed = error


def search(
    session: WorkbenchSession,
    name: str,
    made_from: tuple[object, ...],
    work: Callable[[Watch], T],
) -> T | None:
    """What `work` finds for `made_from`; None while it still looks, or where it was refused, and
    the page then says so. A search for something else under the same name is stopped."""
    known: Search | None = session.searches.get(name)
    if known is None or not _is_same(known.made_from, made_from):
        if known is not None:
            known.watch.stop.set()
        known = session.searches[name] = Search(made_from, work)
        known.begin()
    if not known.is_done(AT_ONCE):
        _progress(known, name)
        return None
    if known.failed is not None:
        raise known.failed
    if known.refused is not None:
        st.warning(f"{known.refused.sentence} {known.refused.mend}".replace("$", r"\$"))
        return None
    found: T = known.found
    return found


def _is_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (str, int, float, tuple)) and a == b)
        for a, b in zip(one, other, strict=True)
    )


@st.fragment(run_every=_LOOK_AGAIN)
def _progress(known: Search, name: str) -> None:
    if known.is_done():
        st.rerun()
    watch = known.watch
    gap = "" if watch.gap is None else f", within {watch.gap:.1%} of the best possible"
    words = f"{watch.doing or 'Looking'}, {watch.seconds:.0f} s{gap}"
    bar, stop = st.columns([5, 1], vertical_alignment="center")
    bar.progress(min(1.0, watch.done or 0.0), text=words)
    if stop.button("Cancel", key=f"cancel_{name}", disabled=watch.stop.is_set(), width="stretch"):
        watch.stop.set()
