"""Every command of the window as data: its menu, its words, its keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from disputes_app.gui.words import QT_TRANSLATE_NOOP

_N = "Commands"


@dataclass(frozen=True)
class Command:
    """``text`` is translated when it is shown; an ellipsis means that it asks first."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""

    @property
    def words(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate(_N, self.text)


MENUS = (
    QT_TRANSLATE_NOOP(_N, "&File"),
    QT_TRANSLATE_NOOP(_N, "&Edit"),
    QT_TRANSLATE_NOOP(_N, "&View"),
    QT_TRANSLATE_NOOP(_N, "&Case"),
    QT_TRANSLATE_NOOP(_N, "&Help"),
)
_FILE, _EDIT, _VIEW, _CASE, _HELP = MENUS
SEPARATOR = "-"

# A separator stands wherever the id is SEPARATOR.
COMMANDS: tuple[Command, ...] = (
    Command("new_order", _FILE, QT_TRANSLATE_NOOP(_N, "New order…"), ("Ctrl+N",), "plus"),
    Command("new_case", _FILE, QT_TRANSLATE_NOOP(_N, "New case for the selected order…"), ("Ctrl+Shift+N",), "scale"),
    Command(SEPARATOR, _FILE, ""),
    Command("import_files", _FILE, QT_TRANSLATE_NOOP(_N, "Import files…"), ("Ctrl+I",), "download"),
    Command("import_folder", _FILE, QT_TRANSLATE_NOOP(_N, "Import a folder…"), (), "folder-open"),
    Command("paste", _FILE, QT_TRANSLATE_NOOP(_N, "Import what is on the clipboard"), ("Ctrl+V",), "clipboard-paste"),
    Command(SEPARATOR, _FILE, ""),
    Command("open_library", _FILE, QT_TRANSLATE_NOOP(_N, "Open library…"), ("Ctrl+O",), "library"),
    Command("open_sample", _FILE, QT_TRANSLATE_NOOP(_N, "Open the sample library")),
    Command("calendar", _FILE, QT_TRANSLATE_NOOP(_N, "Deadlines for your calendar…"), (), "calendar-clock"),
    Command("backup", _FILE, QT_TRANSLATE_NOOP(_N, "Back up…"), (), "hard-drive"),
    Command("check", _FILE, QT_TRANSLATE_NOOP(_N, "Check the library"), (), "shield-check"),
    Command(SEPARATOR, _FILE, ""),
    Command("settings", _FILE, QT_TRANSLATE_NOOP(_N, "Settings…"), ("Ctrl+,",), "settings"),
    Command("quit", _FILE, QT_TRANSLATE_NOOP(_N, "Quit"), ("Ctrl+Q",)),
    Command("undo", _EDIT, QT_TRANSLATE_NOOP(_N, "Undo"), ("Ctrl+Z",), "undo-2"),
    Command("redo", _EDIT, QT_TRANSLATE_NOOP(_N, "Redo"), ("Ctrl+Shift+Z",), "redo-2"),
    Command(SEPARATOR, _EDIT, ""),
    Command("open_exhibit", _EDIT, QT_TRANSLATE_NOOP(_N, "Open the exhibit: cover and mark…"), ("Ctrl+M",), "square"),
    Command("edit", _EDIT, QT_TRANSLATE_NOOP(_N, "Edit"), ("F2",), "pencil"),
    Command("delete", _EDIT, QT_TRANSLATE_NOOP(_N, "Move to the bin"), ("Del",), "trash-2"),
    Command("move_up", _EDIT, QT_TRANSLATE_NOOP(_N, "Move exhibit up"), ("Alt+Up",), "arrow-up"),
    Command("move_down", _EDIT, QT_TRANSLATE_NOOP(_N, "Move exhibit down"), ("Alt+Down",), "arrow-down"),
    Command(SEPARATOR, _EDIT, ""),
    Command("find", _EDIT, QT_TRANSLATE_NOOP(_N, "Search in this list"), ("Ctrl+F", "/"), "search"),
    Command("palette", _EDIT, QT_TRANSLATE_NOOP(_N, "Go to or do anything…"), ("Ctrl+K",)),
    Command("back", _VIEW, QT_TRANSLATE_NOOP(_N, "Back"), ("Alt+Left",), "arrow-left"),
    Command("forward", _VIEW, QT_TRANSLATE_NOOP(_N, "Forward"), ("Alt+Right",), "arrow-right"),
    Command(SEPARATOR, _VIEW, ""),
    Command("sidebar", _VIEW, QT_TRANSLATE_NOOP(_N, "Sidebar"), ("F9",), "panel-left"),
    Command("inspector", _VIEW, QT_TRANSLATE_NOOP(_N, "Inspector"), ("Ctrl+\\",), "panel-right"),
    Command("next_pane", _VIEW, QT_TRANSLATE_NOOP(_N, "Next pane"), ("F6",)),
    Command("previous_pane", _VIEW, QT_TRANSLATE_NOOP(_N, "Previous pane"), ("Shift+F6",)),
    Command(SEPARATOR, _VIEW, ""),
    Command("theme_system", _VIEW, QT_TRANSLATE_NOOP(_N, "Light or dark as the system"), (), "sun-moon"),
    Command("theme_light", _VIEW, QT_TRANSLATE_NOOP(_N, "Always light"), (), "sun"),
    Command("theme_dark", _VIEW, QT_TRANSLATE_NOOP(_N, "Always dark"), (), "moon"),
    Command("menu_bar", _VIEW, QT_TRANSLATE_NOOP(_N, "Menu bar"), ("F10",)),
    Command("make_packet", _CASE, QT_TRANSLATE_NOOP(_N, "Make packet…"), ("Ctrl+Shift+P",), "file-output"),
    Command("make_locked", _CASE, QT_TRANSLATE_NOOP(_N, "Lock or sign the packet…"), (), "shield-check"),
    Command("layout", _CASE, QT_TRANSLATE_NOOP(_N, "Language, paper and size…"), ("Ctrl+Shift+L",)),
    Command("print_packet", _CASE, QT_TRANSLATE_NOOP(_N, "Print packet…"), ("Ctrl+P",), "printer"),
    Command("copy_text", _CASE, QT_TRANSLATE_NOOP(_N, "Copy the text for a form"), ("Ctrl+Shift+C",), "copy"),
    Command("form_text", _CASE, QT_TRANSLATE_NOOP(_N, "Text for a form…")),
    Command("edit_chronology", _CASE, QT_TRANSLATE_NOOP(_N, "Edit the chronology…"), (), "history"),
    Command("hide_words", _CASE, QT_TRANSLATE_NOOP(_N, "Hide private words…"), (), "eye-off"),
    Command("packet_folder", _CASE, QT_TRANSLATE_NOOP(_N, "Open the packet's folder"), (), "folder-open"),
    Command("check_packet", _CASE, QT_TRANSLATE_NOOP(_N, "Check a packet…"), (), "shield-check"),
    Command("mark_filed", _CASE, QT_TRANSLATE_NOOP(_N, "Mark as filed…"), (), "send"),
    Command("show_sent", _CASE, QT_TRANSLATE_NOOP(_N, "What was sent…"), (), "history"),
    Command(SEPARATOR, _CASE, ""),
    Command("edit_case", _CASE, QT_TRANSLATE_NOOP(_N, "Edit case…"), ("Ctrl+E",)),
    Command("advance_stage", _CASE, QT_TRANSLATE_NOOP(_N, "Advance to stage…")),
    Command("next_route", _CASE, QT_TRANSLATE_NOOP(_N, "Next route…"), (), "arrow-right"),
    Command("close_case", _CASE, QT_TRANSLATE_NOOP(_N, "Close case…"), (), "circle-check"),
    Command(SEPARATOR, _CASE, ""),
    Command("write_archive", _CASE, QT_TRANSLATE_NOOP(_N, "Write the case into one file…"), (), "download"),
    Command("take_archive", _CASE, QT_TRANSLATE_NOOP(_N, "Take in a case from a file…")),
    Command("help", _HELP, QT_TRANSLATE_NOOP(_N, "Help"), ("F1",), "circle-question-mark"),
    Command("about", _HELP, QT_TRANSLATE_NOOP(_N, "About Disputes"), (), "info"),
)  # fmt: skip
