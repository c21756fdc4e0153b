"""The start's floor: a QMainWindow with a table, painted once. A program of its own."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROWS, COLUMNS = 20, 6


def main() -> int:
    """Quit once the window is on the screen and painted, as `--quit-when-ready` does."""
    qt = QApplication(sys.argv)
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row}, {column}"))
    table = QTableView()
    table.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()

    def look() -> None:
        if window.windowHandle().isExposed():
            window.repaint()
            qt.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
