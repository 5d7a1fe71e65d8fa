"""The words of claims, as the command line takes them and as people read them."""

from disputes_app.domain.claims import WORDS, ClaimType, Outcome, Right, Stage, words


def test_the_words_a_command_takes():
    assert " ".join(ClaimType) == (
        "not_received not_as_described defective damaged wrong_item short_quantity counterfeit late unauthorised "
        "refund_not_paid"
    )
    assert (
        " ".join(Stage) == "preparing opened seller_answered escalated evidence_asked decided appealed closed"
    )
    assert " ".join(Outcome) == "refunded partly_refunded replaced returned denied withdrawn expired"


def test_every_word_has_its_display_words():
    for member in (*ClaimType, *Right, *Stage, *Outcome):
        assert words(member)[0].isupper()
        assert "_" not in words(member)
    assert set(WORDS) == {*ClaimType, *Right, *Stage, *Outcome}
