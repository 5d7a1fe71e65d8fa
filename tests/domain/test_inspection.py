"""An inspection's answers propose the claim that says most, and the photos it wants."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.inspection import CHECKS, GOODS, Check, answers_in, attribute, photos, proposed
from disputes_app.programmes.evidence import load_requirements

SOUND = {"packing": "intact", "count": "complete", "match": "as_listed", "function": "works"}
ANSWERS = st.fixed_dictionaries(
    {}, optional={check: st.sampled_from(sorted(asked.answers)) for check, asked in CHECKS.items()}
)


def test_goods_without_fault_propose_nothing():
    assert proposed({Check(name): word for name, word in SOUND.items()}) == ()


def test_a_broken_thing_that_also_fails_is_damaged_first():
    assert proposed({Check.PACKING: "damaged", Check.FUNCTION: "faulty"}) == (
        ClaimType.DAMAGED,
        ClaimType.DEFECTIVE,
    )


@given(ANSWERS)
def test_every_fault_answered_is_among_the_proposed_claims_and_nothing_else(answers):
    faults = {CHECKS[check].answers[word].claim for check, word in answers.items()} - {None}
    found = proposed(answers)
    assert set(found) == faults
    assert len(found) == len(faults)
    assert faults <= GOODS


@given(ANSWERS)
def test_answers_kept_among_other_facts_come_back_as_they_were(answers):
    kept = {attribute(check): word for check, word in answers.items()}
    assert answers_in(kept | {"free_returns": "yes"}) == answers


def test_a_kept_word_that_is_no_answer_any_more_counts_as_unanswered():
    assert answers_in({"inspection_packing": "squashed"}) == {}


def test_the_photos_are_those_the_claim_wants_and_never_papers():
    found = [one.code for one in photos(load_requirements(), [ClaimType.COUNTERFEIT])]
    assert found == ["X13"]


def test_before_anything_is_answered_the_arrival_is_photographed():
    assert [one.code for one in photos(load_requirements(), [])][:2] == ["X07", "X08"]
