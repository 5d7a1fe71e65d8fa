"""Each kind of mistake in a rule file names file, line, field and remedy, and nothing ever raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.errors import UserError
from disputes_app.programmes.checking import check
from disputes_app.programmes.reading import load, read_file, shipped

GOOD = """\
id = "corner_shop"
name = "Corner Shop"
scheme = "Cover"
family = "marketplace"
platforms = ["own_shop"]
zone = "Europe/London"
as_of = 2026-03-04
when = { platform = "own_shop" }

[sources.CS-a]
address = "corner.example/help"
dated = "2026"

[[rules]]
id = "CS-01"
title = "10 days after delivery"
action = "Open a claim"
claims = "goods"
stage = "open"
actor = "buyer"
kind = "latest"
anchor = "delivered"
length = { n = 10 }
sources = ["CS-a"]
confidence = "high"
examples = [
    { given = { delivered = 2026-03-01 }, closes = 2026-03-11 },
    { given = { delivered = 2026-02-19 }, closes = 2026-03-01 },
]

[[rules]]
id = "CS-02"
title = "From the next day"
action = "Open a claim"
claims = ["late"]
stage = "open"
actor = "buyer"
kind = "earliest"
anchor = "promised"
length = { n = 1 }
sources = ["CS-a"]
confidence = "high"
examples = [
    { given = { promised = 2026-03-01 }, opens = 2026-03-02 },
    { given = { promised = 2026-02-28 }, opens = 2026-03-01 },
]

[[interactions]]
with = "card_network"
effect = "closed_by"
text = "A card dispute ends it"
sources = ["CS-a"]
confidence = "high"
"""

MISTAKES = [
    # what is written, what is written instead, line, field, part of what is wrong or of the remedy
    ('id = "CS-01"\n', "", 14, "rules 1.id", "“id” is missing"),
    ('title = "10 days after delivery"', 'title = ""', 16, "CS-01 title", "is empty"),
    ('title = "10 days after delivery"', "title = 10", 16, "CS-01 title", "a text is expected, not 10"),
    ('kind = "latest"', 'kind = "lattest"', 21, "CS-01 kind", "did you mean “latest”?"),
    ('kind = "latest"\n', "", 14, "CS-01 kind", "add one of latest, earliest"),
    ('stage = "open"', 'stage = "opening"', 19, "CS-01 stage", "did you mean “open”?"),
    ('actor = "buyer"', 'actor = ["buyer", "me"]', 20, "CS-01 actor", "“me” is not a word"),
    ('actor = "buyer"', "actor = []", 20, "CS-01 actor", "nobody acts"),
    ('claims = "goods"', 'claims = "broken"', 18, "CS-01 claims", "“broken” is not a claim type"),
    ('claims = "goods"\n', "", 14, "CS-01 claims", "“claims” is missing"),
    ('anchor = "delivered"', 'anchor = "deliverd"', 22, "CS-01 anchor", "did you mean “delivered”?"),
    ('anchor = "delivered"\n', "", 14, "CS-01 anchor", "“anchor” is missing"),
    (
        'anchor = "delivered"',
        'anchor = { later_of = ["delivered"] }',
        22,
        "CS-01 anchor.later_of",
        "at least two",
    ),
    ('anchor = "delivered"', "anchor = { sooner = 1 }", 22, "CS-01 anchor", "which dated event counts"),
    ('anchor = "delivered"', 'anchor = { lapse_of = "CS-09" }', 22, "CS-01 anchor", "no rule “CS-09”"),
    ('anchor = "delivered"', 'anchor = { lapse_of = "CS-01" }', 22, "CS-01 anchor", "leads back"),
    ("length = { n = 10 }", "length = 10", 23, "CS-01 length", "a table is expected"),
    ("length = { n = 10 }", 'length = { n = "10" }', 23, "CS-01 length.n", "a whole number is expected"),
    ("length = { n = 10 }", "length = { n = -1 }", 23, "CS-01 length.n", "out of range"),
    ("length = { n = 10 }", "length = { days = 10 }", 23, "CS-01 length.days", "there is no field “days”"),
    ("length = { n = 10 }", 'length = { unit = "days" }', 23, "CS-01 length.n", "has no number"),
    ("length = { n = 10 }", 'length = { n = 3, unit = "shown" }', 23, "CS-01 length.n", "leave n out"),
    (
        "length = { n = 10 }",
        'length = { n = 3, unit = "business_days" }',
        23,
        "CS-01 length.calendar",
        "calendar",
    ),
    (
        "length = { n = 10 }",
        'length = { n = 3, unit = "business_days", calendar = "Narnia" }',
        23,
        "CS-01 length.calendar",
        "no calendar “Narnia”",
    ),
    (
        "length = { n = 10 }",
        'length = { n = 3, unit = "business_days", calendar = "QQ" }',
        23,
        "CS-01 length",
        "no calendar “QQ”",
    ),
    ('sources = ["CS-a"]', 'sources = ["CS-b"]', 24, "CS-01 sources", "add [sources.CS-b]"),
    ('confidence = "high"', 'confidence = "sure"', 25, "CS-01 confidence", "high, med, low"),
    ('id = "CS-02"', 'id = "CS-01"', 32, "CS-01 id", "two rules “CS-01”"),
    ('kind = "latest"', 'kind = "latest"\nopened_by = ["CS-07"]', 22, "CS-01 opened_by", "no rule “CS-07”"),
    (
        'kind = "earliest"\nanchor = "promised"',
        'kind = "latest"\nopened_by = ["CS-01"]\nanchor = "promised"',
        39,
        "CS-02 opened_by",
        "says no first day",
    ),
    ("length = { n = 10 }", 'length = { n = 9999, unit = "years" }', 23, "CS-01 length.n", "from 0 to 100"),
    (
        "{ given = { delivered = 2026-03-01 }, closes",
        '{ facts = "new", given = { delivered = 2026-03-01 }, closes',
        27,
        "CS-01 examples.1.facts",
        "a table is expected",
    ),
    ('kind = "latest"', 'kind = "latest"\nfollows = "CS-08"', 22, "CS-01 follows", "no rule “CS-08”"),
    ('kind = "latest"', 'kind = "latest"\nsoft = "yes"', 22, "CS-01 soft", "true or false"),
    ('kind = "latest"', 'kind = "latest"\nlapses = "no cover"', 22, "CS-01 lapses", "did you mean “lapse”?"),
    ('kind = "latest"', 'kind = "latest"\nlimit = "100"', 22, "CS-01 limit", "not a currency"),
    (
        'kind = "latest"',
        'kind = "latest"\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01',
        23,
        "CS-01 valid_to",
        "ends before it begins",
    ),
    ('kind = "latest"', 'kind = "latest"\nvalid_from = "soon"', 22, "CS-01 valid_from", "a date is expected"),
    (
        'kind = "latest"',
        'kind = "latest"\nwhen = { total = { refusal = "no" } }',
        22,
        "CS-01 when.total",
        "says nothing",
    ),
    ('zone = "Europe/London"', 'zone = "Europe/Leeds"', 6, "zone", "not a time zone"),
    ("as_of = 2026-03-04\n", "", 1, "as_of", "“as_of” is missing"),
    ('family = "marketplace"', 'family = "shop"', 4, "family", "use one of"),
    ('address = "corner.example/help"\n', "", 10, "sources CS-a.address", "“address” is missing"),
    ('effect = "closed_by"', 'effect = "shuts"', 50, "interactions 1.effect", "closed_by"),
    (
        "closes = 2026-03-11",
        "closes = 2026-03-12",
        27,
        "CS-01 examples.1.closes",
        "the rule gives 2026-03-11",
    ),
    ("closes = 2026-03-11", "closing = 2026-03-11", 27, "CS-01 examples.1.closing", "did you mean “closes”?"),
    ("delivered = 2026-02-19", "deliverd = 2026-02-19", 28, "CS-01 examples.2.given.deliverd", "delivered"),
    (
        "delivered = 2026-02-19",
        "delivered = 2026-02-19T10:00:00",
        28,
        "CS-01 examples.2.given",
        "has no zone",
    ),
    (
        "    { given = { delivered = 2026-02-19 }, closes = 2026-03-01 },\n",
        "",
        26,
        "CS-01 examples",
        "at least two",
    ),
    (", closes = 2026-03-01 }", " }", 28, "CS-01 examples.2", "says no result"),
    ('name = "Corner Shop"', "name = Corner Shop", 2, "file", "not TOML"),
    ('name = "Corner Shop"', 'name = "Corner Shop', 2, "file", "missing quote"),
    (GOOD[GOOD.index("[[rules]]") :], "", 1, "rules", "has no rules"),
]


def faults_of(tmp_path, text):
    path = tmp_path / "corner.toml"
    path.write_text(text, encoding="utf-8")
    return path, check([path])


def test_the_file_without_mistakes_has_none(tmp_path):
    assert faults_of(tmp_path, GOOD)[1] == []


@pytest.mark.parametrize(
    ("written", "instead", "line", "field", "part"), MISTAKES, ids=[f"{m[3]}: {m[4]}" for m in MISTAKES]
)
def test_a_mistake_names_file_line_field_and_remedy(tmp_path, written, instead, line, field, part):
    assert written in GOOD
    path, faults = faults_of(tmp_path, GOOD.replace(written, instead, 1))
    named = [fault for fault in faults if fault.line == line and fault.field.startswith(field)]
    assert named, [str(fault) for fault in faults]
    fault = named[0]
    assert fault.file == path
    assert part in f"{fault.what}; {fault.remedy}"
    assert fault.what
    assert fault.remedy
    assert str(fault).startswith(f"{path}:{line}: {field}")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    (missing,) = check([tmp_path / "none.toml"])
    assert "cannot be read" in missing.what
    (tmp_path / "latin.toml").write_bytes('name = "Café"'.encode("latin-1"))
    (latin,) = check([tmp_path / "latin.toml"])
    assert latin.remedy == "save it again as UTF-8"


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 40), st.text(max_size=8))
def test_a_damaged_file_gives_faults_or_rules_and_never_raises(tmp_path_factory, start, cut, put):
    path = tmp_path_factory.mktemp("rules") / "damaged.toml"
    path.write_text(GOOD[:start] + put + GOOD[start + cut :], encoding="utf-8", errors="replace")
    for fault in check([path]):
        assert fault.line >= 1
        assert fault.what
        assert fault.remedy


def test_loading_a_faulty_file_says_the_first_mistake_in_a_line(tmp_path):
    (tmp_path / "corner.toml").write_text(
        GOOD.replace('stage = "open"', 'stage = "opening"'), encoding="utf-8"
    )
    with pytest.raises(UserError, match=r"corner.toml:19: CS-01 stage.*1 more") as raised:
        load([tmp_path])
    assert "\n" not in str(raised.value)


def test_a_users_own_file_adds_a_programme_or_takes_the_place_of_one(tmp_path):
    (tmp_path / "corner.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(GOOD.replace('"corner_shop"', '"ebay"'), encoding="utf-8")
    found = load([tmp_path])
    assert found.by_id["corner_shop"].name == "Corner Shop"
    assert found.by_id["ebay"].name == "Corner Shop"
    assert len(found) == len(load()) + 1
    assert found.owners["CS-01"].id in {"corner_shop", "ebay"}


def test_a_kept_copy_gives_the_same_rules_and_yields_to_a_changed_file(tmp_path):
    cache = tmp_path / "cache"
    path = tmp_path / "corner.toml"
    path.write_text(GOOD, encoding="utf-8")
    first = read_file(path, cache)
    assert read_file(path, cache).programme == first.programme
    path.write_text(GOOD.replace("n = 10", "n = 12"), encoding="utf-8")
    assert read_file(path, cache).programme.rules[0].length.n == 12
    for kept in cache.iterdir():
        kept.write_text("{ damaged", encoding="utf-8")
    assert read_file(path, cache).programme.rules[0].length.n == 12


def test_all_shipped_rules_are_the_same_with_and_without_a_kept_copy(tmp_path):
    fresh = load()
    assert load((), tmp_path).items == fresh.items
    assert load((), tmp_path).items == fresh.items
    assert sum(1 for _ in tmp_path.iterdir()) == len(list(shipped().glob("*.toml")))
