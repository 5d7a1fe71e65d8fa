"""The seven levels of urgency that every glyph, badge and bar shares, under the window's own short names."""

from __future__ import annotations

from disputes_app.domain.urgency import Urgency, level

Level = Urgency
level_of = level

__all__ = ["Level", "level_of"]
