"""What was said in the sample library: messages with sellers, as written and, where she has one, translated."""

from __future__ import annotations

from disputes_app.demo.steps import Said, Step

VETRA, LUMIO = "Vetra Wearables", "陈丽"


def _chat(
    order: str, who: str, channel: str, zone: str, *lines: tuple[str, bool, str, str]
) -> tuple[Step, ...]:
    return tuple(
        Said(
            at=at,
            order=order,
            who="Mira Hale" if mine else who,
            words=words,
            mine=mine,
            translation=translation,
            channel=channel,
            zone="Europe/London" if mine else zone,
        )
        for at, mine, words, translation in lines
    )


STEPS: tuple[Step, ...] = (
    *_chat(
        "watch",
        VETRA,
        "AliExpress chat",
        "Asia/Shanghai",
        (
            "2026-02-07T01:12:00+00:00",
            False,
            "亲，感谢您的订单，我们会尽快发货。",
            "Thank you for your order. We will ship it soon.",
        ),
        ("2026-02-07T09:05:00+00:00", True, "Thank you. It is the 46 mm in black, please.", ""),
        ("2026-02-10T09:41:00+00:00", False, "已发货，单号LP00612844713。", "Shipped, number LP00612844713."),
        (
            "2026-02-28T18:32:00+00:00",
            True,
            "Green lines across the screen and the lower third is dark, straight out of the box. Photos attached.",
            "",
        ),
        (
            "2026-03-01T02:15:00+00:00",
            False,
            "亲，您好！请把手表充满电再开机，拍个视频给我们，好吗？",
            "Hello! Please charge the watch fully, switch it on, film it and send us the video.",
        ),
        ("2026-03-03T19:20:00+00:00", True, "Six hours charging, still 0%. Full refund, please.", ""),
        (
            "2026-03-04T03:41:00+00:00",
            False,
            "非常抱歉，可以给您退款10美元，您看可以吗？",
            "Very sorry, we can refund US $10. Is that all right?",
        ),
        (
            "2026-03-05T08:05:00+00:00",
            True,
            "No. The watch cannot be used. I ask for the full US $64.80.",
            "",
        ),
        ("2026-03-09T02:58:00+00:00", False, "我们需要和工厂确认，请您耐心等待几天，先不要开纠纷哦。", ""),
    ),
    *_chat(
        "lamps",
        LUMIO,
        "Alibaba chat",
        "Asia/Shanghai",
        (
            "2026-02-23T19:04:00+00:00",
            True,
            "Only 130 of 150 cartons came today. 20 are missing, that is 160 lamps.",
            "",
        ),
        (
            "2026-02-24T02:12:00+00:00",
            False,
            "货代说装了三个托盘。",
            "The forwarder says three pallets were loaded.",
        ),
        ("2026-03-06T18:00:00+00:00", True, "I ask for US $1,264.00 for 160 lamps.", ""),
        (
            "2026-03-11T09:12:00+00:00",
            False,
            "亲，仓库说1200只全部发出，请您再数一遍。",
            "The warehouse says all 1,200 were shipped, please count again.",
        ),
    ),
    *_chat(
        "camera",
        "retro_optik_leipzig",
        "eBay messages",
        "Europe/Berlin",
        (
            "2026-02-10T19:15:00+00:00",
            True,
            "The lens has fungus behind the front glass. The listing says the optics are clear. Photos attached.",
            "",
        ),
        (
            "2026-02-13T08:44:00+00:00",
            False,
            "Guten Tag, das ist nur etwas Staub, die Aufnahmen werden davon nicht schlechter.",
            "Hello, that is only a little dust; it does not make the pictures worse.",
        ),
        (
            "2026-02-13T18:02:00+00:00",
            True,
            "It is fungus and it grows. I would like to send the camera back.",
            "",
        ),
        ("2026-02-27T10:20:00+00:00", False, "Privatverkauf, keine Rücknahme.", "Private sale, no returns."),
    ),
    *_chat(
        "printer",
        "PrintHub Direct",
        "Amazon messages",
        "Europe/London",
        (
            "2026-03-10T14:20:00+00:00",
            True,
            "The printer should have come by 20 February and has not. Please send it or pay me back.",
            "",
        ),
    ),
    *_chat(
        "blanket",
        "Fjordull Veveri",
        "mail",
        "Europe/Oslo",
        (
            "2026-02-21T11:21:00+00:00",
            True,
            "The blanket that came is rust, I ordered moss. The slip says moss too.",
            "",
        ),
        (
            "2026-02-23T09:30:00+00:00",
            False,
            "Oh no. Please send it back and we will see what we can do.",
            "",
        ),
        (
            "2026-02-24T17:01:00+00:00",
            True,
            "Sent today, tracking RX 4417 2096 0 GB. Please pay back £96.40.",
            "",
        ),
    ),
    *_chat(
        "tea",
        "景德镇青禾陶瓷",
        "WeChat",
        "Asia/Shanghai",
        ("2026-03-04T20:15:00+00:00", True, "Two of the cups arrived broken, see the photos.", ""),
        (
            "2026-03-05T09:20:00+00:00",
            False,
            "亲，非常抱歉！路上碰坏了。",
            "We are so sorry! They were damaged on the way.",
        ),
        (
            "2026-03-05T09:21:00+00:00",
            False,
            "补发两只杯子，20号前寄出。",
            "We will send two cups again, before the 20th.",
        ),
        ("2026-03-05T19:50:00+00:00", True, "Thank you. Will you send me the number?", ""),
        (
            "2026-03-06T02:11:00+00:00",
            False,
            "好的，寄出后把单号发给您。",
            "Yes, we will send you the number once it is posted.",
        ),
    ),
    *_chat(
        "planer",
        "toolbarn_uk",
        "eBay messages",
        "Europe/London",
        (
            "2026-02-05T13:02:00+00:00",
            True,
            "The cutter does not turn; the old shavings were still in it when I unpacked it.",
            "",
        ),
        ("2026-02-06T08:30:00+00:00", False, "It worked when we sent it.", ""),
        (
            "2026-02-08T10:15:00+00:00",
            True,
            "It was sold as “refurbished, tested”. I have asked eBay for a return.",
            "",
        ),
    ),
    *_chat(
        "dock",
        "Baseus Digital Store",
        "AliExpress chat",
        "Asia/Shanghai",
        ("2026-01-29T20:30:00+00:00", True, "The dock does not charge and only one of its ports works.", ""),
        ("2026-01-30T03:10:00+00:00", False, "请换一根线试试。", "Please try another cable."),
    ),
    *_chat(
        "ring",
        "StudioLite Ltd",
        "OnBuy messages",
        "Europe/London",
        (
            "2025-12-29T09:40:00+00:00",
            True,
            "The ring light has not come. Tracking stops on 22 December.",
            "",
        ),
        (
            "2026-01-05T11:05:00+00:00",
            False,
            "We are asking Royal Mail. Please give it until the end of January.",
            "",
        ),
        ("2026-02-02T18:44:00+00:00", True, "It is still not here. Please pay me back £46.50.", ""),
    ),
)
