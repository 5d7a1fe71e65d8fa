"""The rule files that ship: every rule of the sections covered is there, and every example comes out."""

import re

import pytest

from disputes_app.domain.programmes import Confidence, Kind
from disputes_app.programmes.checking import check
from disputes_app.programmes.reading import load, read_file, shipped

FILES = sorted(shipped().glob("*.toml"))

# The rules of each section of the compiled facts, by the files they stand in.
RULE_IDS = {
    "aliexpress": [*(f"AE-{n:02}" for n in range(1, 23)), "AE-v1"],
    "alibaba": [f"AB-{n:02}" for n in range(1, 14)],
    "paypal": [*(f"PP-{n:02}" for n in range(1, 13)), "PP-v1"],
    "ebay": [f"EB-{n:02}" for n in range(1, 17)],
    "amazon": ["AM-01", "AM-02", "AM-03", "AM-05", "AM-06", "AM-07", "AM-08", "AM-09", "AM-v1"],
    "amazon_pay": ["AM-04", "AM-10"],
    "etsy": [f"ET-{n:02}" for n in range(1, 8)],
    "temu": [f"TE-{n:02}" for n in range(1, 5)],
    "shein": ["SH-01", "SH-02"],
    "walmart": [f"WM-{n:02}" for n in range(1, 6)],
    "vinted": [f"VI-{n:02}" for n in range(1, 9)],
    "rakuten_fr": ["RA-01", "RA-02"],
    "mercari": ["ME-01", "ME-02"],
    "tiktok_shop": [f"TT-{n:02}" for n in range(1, 9)],
    "cdiscount": ["CD-01", "CD-02"],
    "wish": ["WI-01"],
    "visa": [*(f"CN-{n:02}" for n in range(1, 12)), "CN-27"],
    "mastercard": [f"CN-{n}" for n in range(12, 21)],
    "amex": ["CN-21", "CN-22", "CN-23"],
    "discover": ["CN-24", "CN-25", "CN-26"],
    "card_processors": [f"MS-{n:02}" for n in range(1, 17)],
    "us_billing_error": [f"US-{n:02}" for n in range(1, 7)],
    "us_card_defences": ["US-07"],
    "us_electronic_transfer": ["US-08", "US-09", "US-10", "US-11"],
    "us_mail_order": [f"US-{n}" for n in range(12, 17)],
    "us_sales_law": ["US-17"],
    "uk_consumer_rights": [f"UK-{n:02}" for n in range(1, 7)],
    "uk_section_75": ["UK-07"],
    "uk_chargeback": ["UK-08"],
    "uk_ombudsman": ["UK-09", "UK-10", "UK-11"],
    "eu_withdrawal": ["EU-01", "EU-02", "EU-03", "EU-04", "EU-11"],
    "eu_goods": [f"EU-{n:02}" for n in range(5, 11)],
    "canada_ontario": [f"CA-{n:02}" for n in range(1, 6)],
    "canada_bc": ["CA-06"],
    "australia": ["AU-01"],
    "trade_sales": ["IN-01", "IN-02", "IN-03"],
    "ups": ["CR-01", "CR-02", "CR-03"],
    "fedex": ["CR-04", "CR-05", "CR-06"],
    "usps": [f"CR-{n:02}" for n in range(7, 13)],
    "dhl_express": ["CR-13"],
    "dhl_ecommerce_uk": ["CR-14"],
    "dpd_uk": ["CR-15"],
    "royal_mail": ["CR-16", "CR-17"],
    "canada_post": ["CR-18"],
    "postal_union": ["CR-19"],
    "freight": ["CR-20", *(f"TC-{n:02}" for n in range(1, 11))],
    "insurance": [f"IS-{n:02}" for n in range(1, 12)],
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_of_a_rule_file_comes_out(path):
    assert [str(fault) for fault in check([path])] == []


def test_the_rules_are_exactly_those_of_the_facts():
    found = {rule.id.split(":")[0] for programme in load() for rule in programme.rules}
    wanted = [rule_id for ids in RULE_IDS.values() for rule_id in ids]
    assert found == set(wanted)
    assert len(wanted) == len(set(wanted)) == 250


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
            assert re.match(r"[A-Z][a-z]+\b", rule.action), rule.id
            assert not rule.action.endswith("."), rule.id
            assert len(rule.title) <= 80, rule.id


def test_every_rule_with_a_last_day_of_the_buyer_says_what_follows_or_is_counted_in_the_open():
    for programme in load():
        for rule in programme.rules:
            if rule.kind in {Kind.LATEST, Kind.EARLIEST, Kind.SLA}:
                assert rule.anchor is not None or rule.length.n is None, rule.id


def test_the_example_file_in_the_description_is_right(tmp_path):
    text = (shipped() / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "corner.toml"
    path.write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert [str(fault) for fault in check([path])] == []
