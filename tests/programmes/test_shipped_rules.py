"""The rule files that ship: every rule of the sections covered is there, and every example comes out."""

import re

import pytest

from disputes_app.domain.programmes import Confidence, Kind
from disputes_app.programmes.checking import check
from disputes_app.programmes.reading import load, read_file, shipped

FILES = sorted(shipped().glob("*.toml"))

RULE_IDS = {
    "aliexpress": [*(f"AE-{n:02}" for n in range(1, 23)), "AE-v1"],
    "paypal": [*(f"PP-{n:02}" for n in range(1, 13)), "PP-v1"],
    "ebay": [f"EB-{n:02}" for n in range(1, 17)],
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_of_a_rule_file_comes_out(path):
    assert [str(fault) for fault in check([path])] == []


def test_the_rules_are_exactly_those_of_the_facts():
    found = {rule.id.split(":")[0] for programme in load() for rule in programme.rules}
    assert found == {rule_id for ids in RULE_IDS.values() for rule_id in ids}


@pytest.mark.parametrize("name", sorted(RULE_IDS))
def test_each_file_holds_the_rules_of_its_programme(name):
    programme = read_file(shipped() / f"{name}.toml").programme
    assert programme.id == name
    assert {rule.id.split(":")[0] for rule in programme.rules} == set(RULE_IDS[name])


def test_every_rule_says_where_it_was_read_unless_nobody_found_it():
    for programme in load():
        for rule in programme.rules:
            assert rule.sources or rule.confidence is Confidence.LOW, rule.id
            assert all(source.address for source in rule.sources)


def test_every_action_is_an_instruction_and_every_title_is_short():
    for programme in load():
        for rule in programme.rules:
            assert re.match(r"[A-Z][a-z]+ ", rule.action), rule.id
            assert not rule.action.endswith("."), rule.id
            assert len(rule.title) <= 80, rule.id


def test_every_rule_with_a_last_day_of_the_buyer_says_what_follows_or_is_counted_in_the_open():
    for programme in load():
        for rule in programme.rules:
            if rule.kind in {Kind.LATEST, Kind.EARLIEST, Kind.SLA}:
                assert rule.anchor is not None or rule.length.n is None, rule.id
