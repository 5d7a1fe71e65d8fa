"""How much of what a claim must show is there, and what protects an order."""

from __future__ import annotations

from disputes_app.actions.evidence import describe_evidence, file_evidence
from disputes_app.actions.messages import add_message
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.messages import MessageDirection
from disputes_app.domain.orders import Item
from disputes_app.queries.cases import case_detail
from disputes_app.queries.facts import known_orders
from disputes_app.queries.preview import protections
from tests.helpers.builders import a_case, a_file, an_order
from tests.helpers.telling import AT, content


def test_promised_against_received_is_a_difference_and_a_proof(core):
    order = an_order(core)
    case = a_case(core, order, ClaimType.NOT_AS_DESCRIBED)
    before = case_detail(core, core.library, case).readiness.score
    with core.library.action("test", "") as tx:
        item = core.library.first(Item, "order_id = ?", (order,))
        tx.update(Item, item.id, promised="46 mm", received="42 mm")
    assert [(one.promised, one.received) for one in content(core, case).differences] == [("46 mm", "42 mm")]
    assert case_detail(core, core.library, case).readiness.score > before


def test_readiness_grows_with_what_is_shown_and_never_passes_100(core, tmp_path):
    order = an_order(core)
    case = a_case(core, order)
    scores = [case_detail(core, core.library, case).readiness.score]
    add_message(core, order, "me", AT, "It broke", direction=MessageDirection.SENT)
    scores.append(case_detail(core, core.library, case).readiness.score)
    codes = [code for one in case_detail(core, core.library, case).readiness.missing for code in one.codes]
    for index, code in enumerate(codes):
        item = a_file(core, tmp_path, f"{index}.txt", code)
        file_evidence(core, item, order)
        describe_evidence(core, item, proves=code)
        scores.append(case_detail(core, core.library, case).readiness.score)
    assert scores == sorted(scores)
    assert scores[-1] == 100
    assert case_detail(core, core.library, case).readiness.missing == ()


def test_what_protects_an_order_is_told_soonest_first(core):
    order = an_order(core)
    (known,) = known_orders(core.library, [order], "Europe/London")
    found = protections(core, known.facts)
    running = [one for one in found if not one.closed]
    assert [one.last_day for one in running] == sorted(one.last_day for one in running)
    assert "AliExpress" in {one.name for one in running}
    assert found[: len(running)] == running
