"""Paragraphs: every script has its glyphs, lines break where they may, and nothing is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.packets import fonts, text
from disputes_app.packets.text import Span, Style

STYLE = Style(10, 14)
SAMPLES = {
    "Latin": "Ärger über Größe, œuvre, Łódź, ağ, ñandú, tiếng Việt",
    "Greek": "Η οθόνη είναι σπασμένη",
    "Cyrillic": "Экран разбит, зарядка не идёт",
    "Chinese": "亲，您好！请把手表充满电再开机，拍个视频给我们，好吗？破损",
    "Traditional Chinese": "螢幕破損，請退款，謝謝您",
    "Japanese": "画面が割れています。返金をお願いします。ー",
    "Korean": "화면이 깨졌습니다. 환불해 주세요.",
    "Arabic": "الشاشة مكسورة ولا تعمل، أريد استرداد المبلغ",
    "Persian": "صفحه‌نمایش شکسته است",
    "Hebrew": "המסך שבור והשעון לא נטען",
    "Thai": "หน้าจอแตกและชาร์จไม่ได้",
    "Devanagari": "स्क्रीन टूटी हुई है और चार्ज नहीं होता",
    "emoji": "😀 ⌚ 📦 👍🏽 👩‍👩‍👧 ❤️ 1️⃣ 🇬🇧",
    "symbols": "✓ ✗ ☎ → ≥ € £ ¥ ₽ ₹ № ™ ½ ″ …",
    "combining marks": "e\u0301 a\u0308 o\u0302\u0301 n\u0303",
}


def said(lines: list[text.Line]) -> str:
    return "".join(piece.text for line in lines for piece in line.pieces)


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("family", ["sans", "serif"])
def test_every_script_is_shown_without_an_empty_box(script, weight, family):
    lines = text.lines([Span(SAMPLES[script], Style(10, 14, weight, family))], 1e9)
    pieces = lines[0].pieces
    assert all(glyph.index != 0 for piece in pieces for glyph in piece.glyphs)
    assert "[U+" not in said(lines)


def test_a_character_no_font_has_is_written_as_its_number():
    assert said(text.lines([Span("a\U0001f8c0b", STYLE)], 1e9)) == "a[U+1F8C0]b"


@given(
    st.lists(
        st.sampled_from(
            [*SAMPLES.values(), "word", "averyverylongwordthatmustbebroken", "x", "(", ")", "12.50"]
        )
    ),
    st.floats(30, 300),
)
def test_breaking_lines_loses_nothing_but_blanks_at_their_ends(words, width):
    whole = " ".join(words)
    shown = "".join(
        piece.text for line in text.lines([Span(whole, STYLE)], width) for piece in sorted_by_reading(line)
    )
    assert sorted(shown.replace(" ", "")) == sorted(whole.replace(" ", ""))


def sorted_by_reading(line: text.Line) -> tuple[text.Piece, ...]:
    return line.pieces


@given(st.text(alphabet="abcdefgh  -/", min_size=1, max_size=80), st.floats(40, 200))
def test_no_line_is_wider_than_its_column(words, width):
    assert all(line.width <= width + 0.1 for line in text.lines([Span(words, STYLE)], width))


def test_chinese_breaks_anywhere_but_before_closing_marks():
    lines = text.lines([Span("我们需要和工厂确认，请您耐心等待几天，先不要开纠纷哦。", STYLE)], 55)
    starts = [line.pieces[0].text[0] for line in lines]
    assert len(lines) > 4
    assert not set(starts) & set("，。")


def test_a_chinese_number_stays_with_what_it_counts():
    for width in range(42, 90, 3):
        for line in text.lines([Span("照片见第12页，摄于2026年2月28日上午", STYLE)], width):
            words = "".join(piece.text for piece in line.pieces)
            assert not words.startswith(("页", "年", "月", "日"))
            assert not words.endswith("第")


def test_an_exhibit_letter_stays_with_the_word_before_it():
    spans = [Span("It was crushed, see (Exhibit ", STYLE), Span("D", STYLE, boxed=True), Span(").", STYLE)]
    for width in range(60, 200, 7):
        for line in text.lines(spans, width):
            assert line.pieces[0].font != "box"


def test_an_amount_stays_with_its_currency():
    for width in range(40, 140, 5):
        firsts = [
            line.pieces[0].text for line in text.lines([Span("the price of US $64.80 paid", STYLE)], width)
        ]
        assert not any(first.startswith("$") for first in firsts)


def test_figures_have_one_width_and_hyphens_keep_theirs():
    assert text.width_of("111", STYLE) == pytest.approx(text.width_of("888", STYLE))
    plain, after_digits = (
        text.width_of("a-a", STYLE) - text.width_of("aa", STYLE),
        text.width_of("1-1", STYLE),
    )
    assert after_digits - text.width_of("11", STYLE) == pytest.approx(plain, abs=0.6)


def test_arabic_letters_join():
    joined = text.lines([Span("مكسورة", STYLE)], 1e9)[0].pieces[0]
    apart = [text.lines([Span(letter, STYLE)], 1e9)[0].pieces[0].glyphs[0].index for letter in "مكسورة"]
    assert [glyph.index for glyph in reversed(joined.glyphs)] != apart
    assert joined.from_right


def test_right_to_left_paragraphs_say_so():
    assert text.lines([Span("שלום 12", STYLE)], 1e9)[0].from_right
    assert not text.lines([Span("order שלום", STYLE)], 1e9)[0].from_right


def test_japanese_and_korean_take_their_own_forms():
    def font(words: str, language: str = "") -> str:
        return text.lines([Span(words, STYLE, language=language)], 1e9)[0].pieces[0].font

    assert font("画面が割れた") == "NotoSansJP-Regular"
    assert font("화면 畵面") == "NotoSansKR-Regular"
    assert font("画面", "zh") == "NotoSansSC-Regular"
    assert font("螢幕", "zh-TW") == "NotoSansTC-Regular"


def test_line_feeds_make_paragraphs_and_control_characters_are_seen():
    lines = text.lines([Span("one\n\ntwo\x00", STYLE)], 1e9)
    assert [said([line]) for line in lines] == ["one", "", "two\ufffd"]


def test_an_arrow_stays_two_characters():
    piece = text.lines([Span("->", STYLE)], 1e9)[0].pieces[0]
    assert len(piece.glyphs) == 2


def test_all_fonts_are_shipped_with_their_licence_and_fit_forty_megabytes():
    from disputes_app import resources

    folder = resources.path("fonts", "packet")
    assert "SIL OPEN FONT LICENSE" in (folder / "LICENCES.txt").read_text()
    assert sum(path.stat().st_size for path in folder.iterdir()) < 40_000_000
    for path in folder.glob("*.ttf"):
        assert fonts.face(path.stem).units > 0


def test_a_shortened_text_is_cut_between_words_and_inside_only_a_long_one():
    cut = said(text.shortened([Span("Parcel as delivered, corner crushed", STYLE)], 70, 2))
    assert cut == "Parcel as delivered…"
    assert said(text.shortened([Span("x" * 200, STYLE)], 70, 2)).endswith("x…")


def test_a_shortened_text_says_that_it_was_cut():
    words = Span("word " * 60, STYLE)
    cut = text.shortened([words], 100, 3)
    assert len(cut) == 3
    assert said(cut[-1:]).endswith("…")
    assert said(text.shortened([Span("short", STYLE)], 100, 3)) == "short"


def test_a_text_of_any_length_is_shortened_in_a_few_steps():
    """Each step lays a text out, and keeps it: step by step through a whole book takes minutes and all memory."""
    book = " ".join(f"word{number}" for number in range(3000))
    before = text._lines.cache_info().misses
    assert said(text.shortened([Span(book, STYLE)], 100, 3)).startswith("word0 word1")
    assert text._lines.cache_info().misses - before < 10
