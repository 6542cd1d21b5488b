"""The schemes on record, for tests, on a day that does not move."""

from datetime import date
from functools import cache
from pathlib import Path

from assistant.careers.book import Book
from assistant.knowledge.records import read_records

TODAY = date(2026, 11, 26)
RECORDS = Path(__file__).parents[2] / "corpus" / "records" / "schemes.yaml"


@cache
def book() -> Book:
    return Book.of([read_records("records/schemes.yaml", RECORDS.read_text("utf-8"))])
