"""A finding offers its mends; they are worked out when somebody looks at them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from salesmodel.coherence import check_coherence
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.editing import RemoveTask, SetShares
from salesmodel.model import Severity

REMOVE = Mend("Remove the task", (RemoveTask(task="demo"),))
GIVE = Mend("Give it to AE", (SetShares(task="demo", shares={"ae": 1.0}),))


def finding(**more):
    return CoherenceFinding(
        check="task-without-stage",
        severity=Severity.NOTE,
        path="",
        sentence="S.",
        mend="M.",
        **more,
    )


def test_mends_are_worked_out_once_and_not_before_they_are_looked_at():
    asked = []

    def find(task, label="Remove the task"):
        asked.append(task)
        return (Mend(label, (RemoveTask(task=task),)),)

    found = finding(offer=Offer(find, "demo"))
    assert asked == []
    assert found.mends == found.mends == (REMOVE,)
    assert asked == ["demo"]
    assert finding(offer=Offer(find, "demo", label="Drop it")).mends[0].label == "Drop it"


def test_a_finding_offers_what_is_there_already_or_nothing():
    assert finding(offer=(REMOVE,)).mends == (REMOVE,)
    assert finding().mends == ()


def test_findings_with_the_same_mends_are_equal_however_they_came():
    there, later = finding(offer=(GIVE,)), finding(offer=Offer(lambda: (GIVE,)))
    assert there == later == finding(offer=Offer(lambda: (GIVE,)))
    assert later != finding(offer=Offer(lambda: (REMOVE,)))
    assert later != finding()
    assert hash(there) == hash(later)


def test_a_finding_stays_as_it_is_and_its_copy_keeps_the_offer():
    later = finding(offer=Offer(lambda: (GIVE,)))
    assert replace(later, severity=Severity.SEVERE).mends == (GIVE,)
    with pytest.raises(FrozenInstanceError):
        later.offer = ()


def test_checking_a_model_works_out_no_mend(company, monkeypatch):
    busy = company.doing(SetShares(task="ent.prospecting", shares={"ae": 1}))
    idle = busy.doing(*(SetShares(task=f"mid.{t}", shares={"csm": 1}) for t in ("training",)))

    def refuse(self):
        raise AssertionError("a mend was worked out")

    with monkeypatch.context() as patched:
        patched.setattr(Offer, "mends", property(refuse))
        coherence = check_coherence(idle.model, idle.evaluation)
    assert any(found.mends for found in coherence.findings)
