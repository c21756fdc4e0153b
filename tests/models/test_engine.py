"""What engines share."""

from pathlib import Path

from sqlalchemy import event, literal, select

from tracker.models.engine import engine_for


def test_what_one_book_compiled_is_not_compiled_again_for_the_next(tmp_path: Path) -> None:
    hits = []
    for number in range(2):
        engine = engine_for(tmp_path / f"{number}.loftesbok", access="create")
        event.listen(
            engine, "after_cursor_execute", lambda *args: hits.append(args[4].cache_hit.name)
        )
        with engine.connect() as connection:
            found = connection.scalar(select(literal(number).label("asked_by_nothing_else")))
        assert found == number
        engine.dispose()
    assert hits == ["CACHE_MISS", "CACHE_HIT"]
