from datetime import date
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.records.barriers import BarrierCounts, Count

NOVEMBER, DECEMBER = date(2026, 11, 26), date(2026, 12, 1)


def test_barriers_are_counted_by_month(tmp_path: Path) -> None:
    for barrier in ("time", "money", "time"):
        BarrierCounts(tmp_path, lambda: NOVEMBER).add(barrier)
    later = BarrierCounts(tmp_path, lambda: DECEMBER)

    later.add("money")

    assert later.all() == [Count("2026-12", "money", 1), Count("2026-11", "time", 2), Count("2026-11", "money", 1)]


def test_nothing_but_month_barrier_and_count_is_kept(tmp_path: Path) -> None:
    BarrierCounts(tmp_path, lambda: NOVEMBER).add("visa")

    kept = (tmp_path / "barriers.sqlite3").read_bytes()

    assert b"2026-11" in kept
    assert b"2026-11-26" not in kept


def test_there_are_no_counts_before_the_first(tmp_path: Path) -> None:
    assert BarrierCounts(tmp_path).all() == []


def test_a_damaged_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "barriers.sqlite3").write_bytes(b"not a database" * 100)

    with pytest.raises(StorageError, match="free space, or make it writable"):
        BarrierCounts(tmp_path).add("time")
