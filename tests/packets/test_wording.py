"""A packet's words: dates, zones, amounts, lists and mentions, and that every language says everything."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from disputes_app import resources
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.money import Money
from disputes_app.errors import UsageError
from disputes_app.packets import presets, wording
from disputes_app.packets.text import Style

EN = wording.load("en")
STYLE = Style(10, 14)
WINTER, SUMMER = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (Money(6480, "USD"), "US\u00a0$64.80"),
        (Money(5110, "GBP"), "£51.10"),
        (Money(739410, "GBP"), "£7,394.10"),
        (Money(1200, "JPY"), "JP\u00a0¥1,200"),
        (Money(1234, "KWD"), "KWD\u00a01.234"),
        (Money(-500, "EUR"), "€-5.00"),
    ],
)
def test_amounts_are_written_with_their_currency(money, said):
    assert EN.money(money) == said


def test_days_and_times():
    at = datetime(2026, 2, 28, 18, 4, 12, tzinfo=UTC)
    assert EN.moment(at, "long") == "28 February 2026, 18:04"
    assert EN.moment(at, "weekday_year", "seconds") == "Sat 28 Feb 2026, 18:04:12"
    assert EN.moment(date(2026, 3, 14), "weekday") == "Sat 14 Mar"


@pytest.mark.parametrize(
    ("zone", "moments", "said"),
    [
        ("Europe/London", [WINTER], "GMT"),
        ("Europe/London", [SUMMER], "BST"),
        ("Europe/London", [WINTER, SUMMER], "London time"),
        ("Europe/Berlin", [WINTER], "CET"),
        ("America/New_York", [WINTER], "New York time"),
        ("Asia/Shanghai", [WINTER], "Shanghai time"),
        ("UTC", [WINTER], "UTC"),
    ],
)
def test_zones_are_named_so_that_nobody_takes_them_for_another(zone, moments, said):
    assert EN.zone(zone, moments) == said


def test_an_offset_is_written_as_people_write_it():
    def at(hours: float) -> datetime:
        return WINTER.astimezone(timezone(timedelta(hours=hours)))

    assert [wording.offset_label(at(hours)) for hours in (0, 8, 5.5, -3.5)] == [
        "UTC+0",
        "UTC+8",
        "UTC+5:30",
        "UTC-3:30",
    ]


def test_a_camera_time_without_a_zone_is_left_alone():
    naive = datetime(2026, 2, 28, 18, 4)
    assert wording.in_zone(naive, "Asia/Shanghai") == naive


def test_exhibit_letters_are_listed_in_runs():
    assert EN.exhibits("A") == "exhibit A"
    assert EN.exhibits("AB") == "exhibits A and B"
    assert EN.exhibits("ABCDF") == "exhibits A to D and F"
    assert EN.exhibits(["Y", "Z", "AA", "AC"]) == "exhibits Y to AA and AC"
    assert EN.exhibits("ACEGIKMO") == "exhibits A, C, E, G, I, K, M and O"
    assert EN.exhibits("ACEGIKMOQSU") == "exhibits A, C, E, G, I, K, … and U"


def parts(text: str, **more) -> list[tuple[str, str]]:
    return [(span.text, span.to) for span in EN.spans(text, STYLE, ["A", "B", "AA"], **more)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(Exhibit A).", ["exhibit:A"]),
        ("Exhibits A, B and AA show it", ["exhibit:A", "exhibit:B", "exhibit:AA"]),
        ("see [B] and [AA]", ["exhibit:B", "exhibit:AA"]),
        ("Exhibit Z is not here", []),
        ("A watch, B grade", []),
        ("Exhibit And nothing", []),
        ("as in message 2 and message 9", ["message:2"]),
        ("Anlagen A und B; siehe Nachricht 1", ["exhibit:A", "exhibit:B", "message:1"]),
        ("见证据A和B", ["exhibit:A", "exhibit:B"]),
    ],
)
def test_mentions_become_links_whatever_language_they_are_in(text, links):
    assert [to for _, to in parts(text, messages=3) if to] == links


def test_the_strong_part_stays_with_its_mentions():
    spans = EN.spans("Paid US $5 for it, see [A].", STYLE, ["A"], strong="US $5")
    assert [(span.text, span.style.weight, span.boxed) for span in spans] == [
        ("Paid ", 400, False), ("US $5", 600, False), (" for it, see ", 400, False), ("A", 400, True), (".", 400, False),
    ]  # fmt: skip


def test_an_unknown_language_is_refused_with_the_list():
    with pytest.raises(UsageError, match=r"not made in “xx”; choose one of"):
        wording.load("xx")


def flat(table: dict, prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


def names(value: object) -> list[set[str]]:
    texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return [set(re.findall(r"{(\w+)}", str(text))) - {"words", "Words", "n"} for text in texts]


def table_of(language: str) -> dict[str, object]:
    path = resources.path("i18n", "packet", f"{language}.toml")
    return flat(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", ["zh", "de", "fr", "es"])
def test_every_language_has_every_phrase_with_the_same_names(language):
    english, other = table_of("en"), table_of(language)
    assert {key for key in other if not key.startswith("money.")} == {
        key for key in english if not key.startswith("money.")
    }
    for key, value in english.items():
        if key.split(".")[0] in ("formats", "money", "language", "mention") or key == "count.words":
            continue
        assert names(other[key]) == names(value), key


def is_a_file(word):
    return word.endswith((".pdf", ".json"))


def test_every_phrase_is_said_somewhere_and_everything_said_has_a_phrase():
    """Phrases looked up under a name put together while running are told apart by their part."""
    import disputes_app.packets

    folder = next(iter(disputes_app.packets.__path__))
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.py")))
    phrases = {key for key in table_of("en") if key.split(".")[0] not in APART and key != "count.words"}
    said = {word for word in re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", code) if not is_a_file(word)}
    built = {
        key
        for key in phrases
        if re.fullmatch(r"photos\.(lower_)?(photo|page|screen|video)|[a-z]+\.title", key)
    }
    assert phrases - said - built == set()
    parts = {key.split(".")[0] for key in phrases}
    assert {key for key in said if key.split(".")[0] in parts} <= phrases


APART = {
    "formats",
    "money",
    "language",
    "mention",
    "proposal",
    "claims",
    "case",
    "anchors",
    "deadline",
    "receivers",
}


def test_every_date_a_period_is_counted_from_has_its_words():
    assert set(EN.table["anchors"]) == set(AnchorKind)


def test_every_receiver_is_one_of_a_preset():
    assert set(EN.table["receivers"]) <= {preset.id for preset in presets.all_presets()}


@pytest.mark.parametrize(
    ("said", "also"),
    [("Full refund of US $64.80", " (£51.10)"), ("Replacement", ""), ("Full refund of £51.10", "")],
)
def test_the_amount_at_home_follows_only_a_text_that_names_the_other(said, also):
    assert EN.also_home(said, Money(6480, "USD"), Money(5110, "GBP")) == also
    assert EN.also_home(said, Money(5110, "GBP"), Money(5110, "GBP")) == ""


@pytest.mark.parametrize(
    "at", [datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)]
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_an_instant_of_a_mistyped_year_is_shown_in_whatever_zone(at, zone):
    assert wording.in_zone(at, zone).year in (1, 9999)
    assert wording.load("en").zone(zone, [at])
