"""The Qt style sheet, generated from a theme: what Qt's own controls look like."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QDir

from disputes_app import resources
from disputes_app.gui import theme as themes
from disputes_app.gui.theme import Theme

# Properties set by our widgets: `kind` on push and tool buttons, `ground` on panels, `state` on fields,
# `tone` on labels.
_SHEET = Template("""
QToolTip { background: $surface; color: $ink; border: 1px solid $line2; padding: 3px 6px; }
QMainWindow, QDialog { background: $surface; }
QMainWindow::separator { background: $line2; width: 1px; height: 1px; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="pane"] { background: $pane; }
QWidget[ground="chrome"] { background: $chrome; }
QWidget[ground="sidebar"] { background: $sidebar; }
QWidget[ground="well"] { background: $well; }
QWidget[ground="edge"] { background: $line2; }
QFrame[rule="bottom"] { border: none; border-bottom: 1px solid $line; }
QFrame[rule="top"] { border: none; border-top: 1px solid $line; }
QFrame[rule="edge-top"] { border: none; border-top: 1px solid $line2; }
QFrame[rule="edge-bottom"] { border: none; border-bottom: 1px solid $line2; }
QFrame[rule="box"] { border: 1px solid $line; border-radius: 6px; }
QFrame[rule="box2"] { border: 1px solid $line2; border-radius: 6px; }

QLabel { background: transparent; color: $ink; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="good"] { color: $good; }
QLabel:disabled { color: $ink3; }

QPushButton, QToolButton[kind="normal"] {
    background: $surface; color: $ink; border: 1px solid $line2; border-radius: 6px;
    padding: 0 11px; min-height: ${control_in}px; outline: none; }
QPushButton:hover, QToolButton[kind="normal"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[kind="normal"]:pressed, QToolButton[kind="normal"]:checked,
QPushButton:checked { background: $sel; }
QPushButton:disabled, QToolButton[kind="normal"]:disabled {
    background: $chrome; color: $ink3; border-color: $line; }
QPushButton[kind="primary"], QToolButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed,
QToolButton[kind="primary"]:hover, QToolButton[kind="primary"]:pressed {
    background: $accent_h; border-color: $accent_h; }
QPushButton[kind="primary"]:disabled { background: $chrome; color: $ink3; border-color: $line; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; color: $ink2; padding: 0 8px; }
QPushButton[kind="flat"][align="left"] { text-align: left; }
QPushButton[kind="flat"][menu="true"] { padding-right: 26px; }
QPushButton[kind="flat"]:hover { background: $hover; }
QPushButton[kind="flat"]:pressed, QPushButton[kind="flat"]:checked { background: $sel; }
QPushButton[kind="flat"]:disabled { color: $ink3; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent; padding: 0; min-height: ${small}px; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed { color: $accent_h; text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $ink3; }
QPushButton[small="true"] { min-height: ${small_in}px; padding: 0 9px; }
QPushButton[kind="chip"] {
    border-radius: ${chip_radius}px; padding: 0 10px; min-height: ${chip_in}px; color: $ink2; background: $surface; }
QPushButton[kind="chip"]:hover { background: $hover; }
QPushButton[kind="chip"]:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton[kind="segment"] {
    border-radius: 0; border-right-width: 0; padding: 0 10px; min-height: ${small_in}px;
    color: $ink; background: $surface; }
QPushButton[kind="segment"][end="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[kind="segment"][end="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-right-width: 1px; }
QPushButton[kind="segment"][end="only"] { border-radius: 6px; border-right-width: 1px; }
QPushButton[kind="segment"]:hover { background: $hover; }
QPushButton[kind="segment"]:checked { background: $accent_soft; color: $accent; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; color: $ink2;
    padding: 0; outline: none; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $sel; }
QToolButton:disabled { color: $ink3; background: transparent; }
QToolButton[kind="normal"], QToolButton[kind="primary"] { padding: 0 34px 0 8px; }
QToolButton[kind="normal"]::menu-button, QToolButton[kind="primary"]::menu-button {
    border-left: 1px solid $line2; width: 24px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton::menu-arrow { image: url(controls:more-$variant.svg); width: 16px; height: 16px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QTimeEdit {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 0 8px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $ink3; }
QLineEdit, QSpinBox, QDateEdit, QTimeEdit { min-height: ${control_in}px; }
QPlainTextEdit, QTextEdit { padding: 5px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {
    border: 2px solid $accent; padding: 0 7px; min-height: ${control_in2}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 4px; }
QLineEdit[state="error"] { border: 2px solid $error; padding: 0 7px; min-height: ${control_in2}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled {
    background: $chrome; color: $ink3; border-color: $line; }
QLineEdit:read-only { background: $pane; border-color: $line; }
QLineEdit[state="bare"], QLineEdit[state="bare"]:focus {
    background: transparent; border: none; padding: 0; min-height: ${control_in}px; }

QComboBox { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 0 8px;
    min-height: ${control_in}px; }
QComboBox:focus { border: 2px solid $accent; padding: 0 7px; min-height: ${control_in2}px; }
QComboBox:disabled { background: $chrome; color: $ink3; border-color: $line; }
QComboBox::drop-down { border: none; width: 24px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(controls:choices-$variant.svg); width: 16px; height: 16px; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line2; selection-background-color: $sel;
    selection-color: $ink; outline: none; padding: 3px 0; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; }

QCheckBox, QRadioButton { color: $ink; spacing: 8px; min-height: 24px; background: transparent; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $edge; border-radius: 3px;
    background: $surface; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url(controls:check-$variant.svg); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
    image: url(controls:dash-$variant.svg); }
QCheckBox::indicator:disabled { background: $chrome; border-color: $line2; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QAbstractItemView::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $edge; border-radius: 3px;
    background: $surface; }
QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url(controls:check-$variant.svg); }

QAbstractItemView { background: $surface; color: $ink; border: none; outline: none;
    selection-background-color: $sel; selection-color: $ink; gridline-color: $line;
    alternate-background-color: $pane; }
QTreeView#sidebar { background: $sidebar; }
QTreeView::branch { background: transparent; border-image: none; image: none; }
QHeaderView { background: $chrome; border: none; }
QHeaderView::section { background: $chrome; color: $ink2; border: none; border-bottom: 1px solid $line2;
    padding: 0 8px; }
QHeaderView::down-arrow, QHeaderView::up-arrow { image: none; }
QTableCornerButton::section { background: $chrome; border: none; border-bottom: 1px solid $line2; }

QMenuBar { background: $sidebar; color: $ink; border-bottom: 1px solid $line2; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sel; }
QMenu { background: $surface; color: $ink; border: 1px solid $line2; padding: 4px 0; }
QMenu::item { padding: 5px 26px 5px 30px; min-height: 16px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QMenu::icon { left: 9px; }
QMenu::indicator { width: ${tick}px; height: ${tick}px; left: 9px; }
QMenu::indicator:checked { background: $accent; border-radius: 3px; image: url(controls:check-$variant.svg); }
QMenu::right-arrow { image: url(controls:next-$variant.svg); width: 16px; height: 16px; right: 6px; }

QScrollArea, QScrollArea > QWidget > QWidget[ground=""] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QSplitter::handle { background: $line2; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $ink2; padding: 0 12px; min-height: 36px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:hover { background: $hover; }
QProgressBar { background: $line; border: none; border-radius: 0; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; }
QCalendarWidget QWidget { alternate-background-color: $pane; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $chrome; }
QCalendarWidget QToolButton { color: $ink; min-height: 26px; padding: 0 6px; }
""")


def of(theme: Theme) -> str:
    """The style sheet of a theme, for ``QApplication.setStyleSheet``."""
    QDir.setSearchPaths("controls", [str(resources.path("icons", "controls"))])
    values = {name: theme.color(name).name() for name in themes.token_names()}
    values |= {name: theme.color(name).name() for name in ("error", "warning", "good")}
    control, small, chip = (themes.height(name) for name in ("control", "small", "chip"))
    return _SHEET.substitute(
        values,
        variant="dark" if theme.is_dark else "light",
        control_in=control - 2,
        control_in2=control - 4,
        small=small,
        small_in=small - 2,
        chip_in=chip - 2,
        chip_radius=chip // 2,
        tick=themes.scaled(14),
    )
