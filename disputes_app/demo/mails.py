"""Mails in the sample library, as a mail program saves them (.eml)."""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

BUYER = "Mira Hale <mira.hale@northlight.example>"


def mail(
    sender: str,
    subject: str,
    when: str,
    words: str,
    to: str = BUYER,
    answer_to: str = "",
    attachment: tuple[str, bytes] | None = None,
) -> bytes:
    """One mail as bytes, the same for the same content; the attachment is a PDF."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.fromisoformat(when))
    digits = "".join(letter for letter in when if letter.isdigit())
    domain = sender.rpartition("@")[2].rstrip(">")
    message["Message-ID"] = f"<{digits}@{domain}>"
    if answer_to:
        message["In-Reply-To"] = answer_to
        message["References"] = answer_to
    message.set_content(words)
    if attachment is not None:
        name, content = attachment
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        message.set_boundary(f"=_{digits}_sample")
    return message.as_bytes()


def towels_order() -> bytes:
    """The confirmation of the linen order."""
    return mail(
        "Lin & Loom <orders@linandloom.example>",
        "Order LL-5523 confirmed",
        "2026-02-24T08:07:00+00:00",
        """Dear Mira Hale,

thank you for your order LL-5523 of 24 February 2026.

40 x Linen tea towel, natural      £148.00
Delivery to Leeds                  free
Total, paid with PayPal            £148.00

Sample mail. Everything in it is made up.
""",
    )


def ring_light_dispatch() -> bytes:
    """StudioLite's dispatch note, with the proof of posting attached."""
    from disputes_app.demo.papers import postage_proof

    return mail(
        "StudioLite Ltd <post@studiolite.example>",
        "Your ring light is on its way (OB-7719-3302)",
        "2025-12-20T16:31:00+00:00",
        """Dear Mira Hale,

your order OB-7719-3302 (ring light kit, 18 in) was posted today with Royal Mail
Tracked 48. Tracking number: RK 2210 4471 8 GB. It should be with you by
Wednesday 24 December. The proof of posting is attached.

Sample mail. Everything in it is made up.
""",
        attachment=("proof-of-posting.pdf", postage_proof()),
    )


def lamp_answer() -> bytes:
    """Lumio's answer in Chinese about the missing cartons."""
    return mail(
        "陈丽 <chenli@lumio-lighting.example>",
        "回复：订单 2261 9087 5500 1021 缺货 20 箱",
        "2026-03-10T17:05:00+08:00",
        """Mira 您好，

我们已经查了出货记录，150箱全部装车。请您把收货时的照片和送货单发给我们，
我们和货代核对之后再答复您。

陈丽
中山市卢米欧照明有限公司
""",
    )


def blanket_promise() -> bytes:
    """Fjordull's answer: a refund is promised once the blanket is back."""
    return mail(
        "Fjordull Veveri <post@fjordull.example>",
        "Re: Your order F-20418",
        "2026-03-10T16:20:00+01:00",
        """Hello Mira,

we are sorry about the colour. When the rust blanket is back with us we will pay
back £96.40 to your PayPal account within five days. The post says it is in
customs in Bergen.

Ragnhild, Fjordull Veveri

Sample mail. Everything in it is made up.
""",
        answer_to="<20260224170100@northlight.example>",
    )


def dock_refund() -> bytes:
    """AliExpress: the dispute about the dock is decided, the refund is on its way."""
    return mail(
        "AliExpress <transaction@notice.aliexpress.com>",
        "Refund for order 8192 7714 0025 9931",
        "2026-03-03T14:08:00+00:00",
        """Hello Mira,

the dispute about your order 8192 7714 0025 9931 (USB-C dock, 8-in-1) is closed
in your favour. £38.20 will be paid back to the card ending 4417. It can take up
to 20 days to arrive.

Sample mail. Everything in it is made up.
""",
    )


def lamp_chat() -> bytes:
    """The chat with Lumio as the program of the marketplace saves it: one message a line, Beijing time."""
    lines = [
        (
            "2026-02-23 19:04",
            "Mira Hale",
            "Only 130 of 150 cartons came today. 20 are missing, that is 160 lamps.",
        ),
        ("2026-02-23 21:30", "陈丽", "亲，请等我查一下。"),
        ("2026-02-24 10:12", "陈丽", "货代说装了三个托盘。"),
        ("2026-02-24 17:40", "Mira Hale", "We counted again with a second person: 44, 43 and 43 cartons."),
        ("2026-02-26 11:02", "陈丽", "托盘有没有被打开过？"),
        (
            "2026-02-26 18:15",
            "Mira Hale",
            "The film on pallets 2 and 3 had been wrapped again. It is on the delivery note.",
        ),
        ("2026-02-28 09:47", "陈丽", "我们内部还在核对。"),
        ("2026-03-03 16:20", "Mira Hale", "Please answer by Friday, or I must ask Alibaba."),
        ("2026-03-05 09:31", "陈丽", "请再给我们几天。"),
        ("2026-03-06 18:00", "Mira Hale", "I ask for US $1,264.00 for 160 lamps."),
        ("2026-03-07 10:05", "陈丽", "金额太高了，可以先补发40只吗？"),
        ("2026-03-09 16:12", "Mira Hale", "No. I have opened a dispute today for the 160 lamps."),
        ("2026-03-10 17:02", "陈丽", "我已经发邮件给您。"),
        ("2026-03-11 17:12", "陈丽", "亲，仓库说1200只全部发出，请您再数一遍。"),
    ]
    return "".join(f"[{when}] {who}: {words}\n" for when, who, words in lines).encode()
