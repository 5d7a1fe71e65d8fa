from __future__ import annotations

import subprocess
import sys

# PySide6 6.12.0 lost a reference to None at every void call and aborted Python 3.11 after some hundreds of signals.
MANY_CALLS = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Source(QObject):
    told = Signal(int)

app = QCoreApplication([])
source = Source()
heard = []
source.told.connect(heard.append)
for number in range(20_000):
    source.told.emit(number)
    source.setObjectName("a name")
assert len(heard) == 20_000
print("still here")
"""


def test_qt_survives_many_signals_and_calls_without_a_result():
    finished = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, encoding="utf-8")
    assert (finished.returncode, finished.stdout) == (0, "still here\n"), finished.stderr
