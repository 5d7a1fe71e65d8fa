"""The icon of each sort of protection, the same wherever one is named."""

from __future__ import annotations

from disputes_app.domain.programmes import Family

ICONS = {
    Family.MARKETPLACE: "store",
    Family.PAYMENT_SERVICE: "wallet",
    Family.CARD_NETWORK: "credit-card",
    Family.CARD_PROCESSOR: "credit-card",
    Family.LAW: "scale",
    Family.CARRIER: "truck",
    Family.INSURANCE: "umbrella",
}
