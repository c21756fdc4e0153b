"""Writes the migration from the newest revision to what the models now say.

python tools/new_revision.py "Indicators can be running totals"

Read what it wrote, and for a new one add its number to REVISIONS in
tracker/models/migrations/__init__.py; tests/models/test_migrations.py says whether it is whole.
A column that is added needs a server default where it may not be empty; the journal's older
images lack it, which `lofte check` understands as the model's own default.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.models import migrations  # noqa: E402 - found from here, wherever it is run
from tracker.models.engine import begin_write, engine_for  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file, lay it out, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("message", help="what changed, as the file's docstring")
    chosen = parser.parse_args(arguments)
    print(_write(f"{int(migrations.head()) + 1:04}", chosen.message))
    return 0


def _write(number: str, message: str) -> Path:
    config = Config()
    config.set_main_option("script_location", str(migrations.LOCATION))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(Path(folder) / "empty.db", access="create")
        migrations.upgrade(engine)
        with begin_write(engine) as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    written = next((migrations.LOCATION / "versions").glob(f"{number}_*.py"))
    lines = written.read_text("utf-8").splitlines(keepends=True)
    written.write_text("".join(line for line in lines if "# ###" not in line), "utf-8")
    for step in (["check", "--fix", "-q", "--select", "I"], ["format", "-q"]):
        options = ["--config", str(ROOT / "pyproject.toml"), str(written)]
        subprocess.run([sys.executable, "-m", "ruff", *step, *options], check=True)
    return written


if __name__ == "__main__":
    sys.exit(main())
