"""How ready a claim is, from the proofs that are there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.readiness import Proof, readiness, wanted_for
from disputes_app.programmes.evidence import load_requirements, read_requirements
from disputes_app.programmes.reading import load

ALL = load_requirements()
CODES = sorted(ALL.exhibits)


def test_all_kinds_of_exhibit_are_known():
    assert [f"X{n:02}" for n in range(1, 32)] == CODES


@pytest.mark.parametrize("claim", list(ClaimType))
def test_every_claim_has_required_and_helping_proof_with_a_reason_and_a_way_to_get_it(claim):
    ready = readiness(ALL, claim, "", [])
    assert any(missing.required for missing in ready.missing)
    assert any(not missing.required for missing in ready.missing)
    assert all(missing.why and missing.how and missing.what for missing in ready.missing)
    assert ALL.decides[claim]
    assert ALL.beware[claim]


def test_required_proof_is_missing_first():
    flags = [missing.required for missing in readiness(ALL, ClaimType.NOT_AS_DESCRIBED, "", []).missing]
    assert flags == sorted(flags, reverse=True)


def test_the_timeline_is_made_by_the_packet_and_never_missing():
    ready = readiness(ALL, ClaimType.NOT_RECEIVED, "", [])
    assert [item.refs for item in ready.have if item.codes == ("X26",)] == [("packet",)]


def test_a_proof_names_every_exhibit_that_proves_it():
    ready = readiness(ALL, ClaimType.DAMAGED, "", [Proof("X09", "A"), Proof("X09", "B"), Proof("X09", "A")])
    assert [item.refs for item in ready.have] == [("A", "B")]


def test_either_of_two_proofs_does():
    returned = readiness(ALL, ClaimType.NOT_AS_DESCRIBED, "visa", [Proof("X16", "C")])
    tried = readiness(ALL, ClaimType.NOT_AS_DESCRIBED, "visa", [Proof("X17", "D")])
    assert returned.score == tried.score > 0
    assert all(missing.codes != ("X16", "X17") for missing in tried.missing)


def test_what_a_programme_requires_is_wanted_once_and_as_required():
    plain = wanted_for(ALL, ClaimType.NOT_AS_DESCRIBED, "")
    visa = wanted_for(ALL, ClaimType.NOT_AS_DESCRIBED, "visa")
    assert [w.required for w in plain if "X17" in w.codes] == [False]
    assert [w.required for w in visa if "X17" in w.codes] == [True]


def test_a_programmes_wish_for_another_claim_is_not_asked():
    codes = {code for w in wanted_for(ALL, ClaimType.NOT_RECEIVED, "alibaba") for code in w.codes}
    assert "X20" not in codes
    assert "X20" in {code for w in wanted_for(ALL, ClaimType.DEFECTIVE, "alibaba") for code in w.codes}


@given(
    st.sampled_from(list(ClaimType)), st.sampled_from(["", *ALL.programmes]), st.sets(st.sampled_from(CODES))
)
def test_more_proof_never_makes_a_claim_less_ready(claim, programme, codes):
    have = [Proof(code, code) for code in sorted(codes)]
    scores = [readiness(ALL, claim, programme, have[:n]).score for n in range(len(have) + 1)]
    assert scores == sorted(scores)
    assert readiness(ALL, claim, programme, [Proof(code, code) for code in CODES]).score == 100


def test_a_code_that_does_not_exist_is_refused(tmp_path):
    (tmp_path / "exhibits.toml").write_text("")
    (tmp_path / "programmes.toml").write_text("")
    (tmp_path / "claims.toml").write_text(
        '[late]\ndecides = "a"\nbeware = "b"\nhelps = []\nrequired = [{ codes = "X99", why = "c" }]\n'
    )
    with pytest.raises(ValueError, match="X99"):
        read_requirements(tmp_path)


def test_every_programme_that_asks_for_proof_has_rules():
    assert set(ALL.programmes) <= set(load().by_id)
    assert all(wish.asks and wish.limits for wish in ALL.programmes.values())
