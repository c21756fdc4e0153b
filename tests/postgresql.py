"""A real PostgreSQL server for the tests, started and stopped by them, reached by a socket only."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

ROLE = "loftesboken"
# PostgreSQL refuses to run as root.
ACCOUNT = "postgres" if hasattr(os, "getuid") and os.getuid() == 0 else None


def binaries() -> Path | None:
    """The folder of the newest installed server's programs, if there is one."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [*reversed(found), *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@dataclass
class Server:
    """A running server, and the databases in it."""

    socket: Path
    _number: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """The address of a database as a user of the program would give it."""
        return f"postgresql:///{database}?host={self.socket}&user={ROLE}"

    def new_database(self, template: str = "template0") -> str:
        """Make a database, empty or like `template`; returns its name."""
        name = f"book_{next(self._number)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever still has it open."""
        self._run(f"DROP DATABASE {database} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        engine = create_engine(
            self.url("postgres").replace("postgresql:", "postgresql+psycopg:", 1),
            isolation_level="AUTOCOMMIT",
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """A fresh server that forgets everything when it stops."""
    home = Path(tempfile.mkdtemp(prefix="loftesboken-pg-"))
    data = home / "data"
    if ACCOUNT is not None:
        shutil.chown(home, ACCOUNT)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            user=ACCOUNT,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=home,
        )

    try:
        run("initdb", "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {home} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        run("pg_ctl", "-w", "-o", options, "-l", str(home / "log"), "start")
        try:
            yield Server(home)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
