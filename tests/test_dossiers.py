"""From a report to its dossier: what is read is checked on two days, in order, and nothing else is loaded."""

import datetime as dt
import subprocess
import sys
from decimal import Decimal

from foedus.dossiers import checked, days, dossier
from foedus.ledger import Ledger
from foedus.model import (
    Document,
    Dossier,
    Figure,
    Period,
    Position,
    Quantity,
    Span,
    Statement,
    from_json,
    to_json,
)

LEDGER = Ledger()
TEXT = (
    "La Pologne consacre 4,12 % de son PIB à sa défense en 2024, selon l’OTAN. "
    "La France est à 2,06 %. Varsovie promet d’aller à 5 % en 2026."
)


def document(published: str | None = "2024-07-15", text: str = TEXT) -> Document:
    day = dt.date.fromisoformat(published) if published else None
    return Document(id="d", text=text, published=day, lang="fr")


def statement(name: str, subject: str, share: str, stance: str = "reports") -> Statement:
    value = Decimal(share)
    content = Figure(
        subject=subject,
        measure="defence_expenditure_share_of_gdp",
        quantity=Quantity(low=value, high=value, unit="%", step=Decimal("0.01")),
        period=Period("2024"),
    )
    said = dt.date(2024, 7, 15)
    return Statement(quote="…", id=name, span=Span(start=0, end=1), content=content, said=said, stance=stance)  # type: ignore[arg-type]


def test_a_report_becomes_a_dossier() -> None:
    found = dossier(document(), LEDGER)
    by_id = {each.id: each for each in found.statements}
    assert [TEXT[each.span.start : each.span.end] for each in found.statements] == [
        each.quote for each in found.statements
    ]
    verdicts = {
        (by_id[each.statement].content.subject, each.asof.isoformat()): each.verdict  # type: ignore[union-attr]
        for each in found.checks
    }
    assert verdicts[("POL", "2024-07-15")] == "holds"
    assert verdicts[("FRA", "2024-07-15")] == "holds"
    assert len(found.checks) == 4  # two figures on two days; what is promised is not checked


def test_the_same_report_gives_the_same_bytes() -> None:
    once, again = to_json(dossier(document(), LEDGER)), to_json(dossier(document(), Ledger()))
    assert once == again
    assert to_json(from_json(once, Dossier)) == once


def test_checks_are_in_the_order_of_statements_and_days() -> None:
    statements = [
        statement("b", "FRA", "2.06"),
        statement("a", "POL", "4.12"),
        statement("c", "DEU", "3.5", "demands"),
    ]
    found, _ = checked(statements, document(), LEDGER)
    assert [(each.statement, each.asof.year) for each in found] == [
        ("b", 2024),
        ("b", 2026),
        ("a", 2024),
        ("a", 2026),
    ]


def test_a_report_is_checked_on_its_day_and_on_the_newest_of_the_ledger() -> None:
    newest = LEDGER.newest
    assert days(document("2024-07-15"), LEDGER) == [dt.date(2024, 7, 15), newest]
    assert days(document(newest.isoformat()), LEDGER) == [newest]
    assert days(document("2031-01-01"), LEDGER) == [dt.date(2031, 1, 1)]
    assert days(document(None), LEDGER) == [newest]
    assert days(document("2024-07-15"), LEDGER, dt.date(2025, 1, 1)) == [
        dt.date(2024, 7, 15),
        dt.date(2025, 1, 1),
    ]
    assert days(document(None), LEDGER, dt.date(2025, 1, 1)) == [dt.date(2025, 1, 1)]


def test_a_correction_changes_what_is_checked() -> None:
    found = dossier(document(text="La France est à 4,12 % de son PIB."), LEDGER, sets={"subject": "POL"})
    assert [each.verdict for each in found.checks][:1] == ["holds"]


def test_without_a_figure_to_check_no_ledger_is_opened(tmp_path) -> None:
    view = Statement(quote="…", id="p", span=Span(start=0, end=1), content=Position(topic=None, text="…"))
    assert checked([view], document(), Ledger(tmp_path / "nowhere")) == ([], [])


def test_a_report_without_figures_loads_no_database() -> None:
    code = (
        "import sys; from foedus.dossiers import dossier; from foedus.model import Document;"
        "dossier(Document(id='d', text='Les ministres se sont réunis à Bruxelles.', lang='fr'));"
        "print('_duckdb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_report_without_a_date_says_so_and_is_checked_as_known_now() -> None:
    found = dossier(document(None), LEDGER)
    assert "no-date" in [doubt.code for doubt in found.doubts]
    assert {each.asof for each in found.checks} == {LEDGER.newest}


def test_doubts_are_in_text_order_and_said_once() -> None:
    missing = statement("s", "RUS", "5.9")
    _, doubts = checked([missing], document(), LEDGER)
    assert [doubt.code for doubt in doubts] == ["not-covered"]


def test_nothing_is_left_on_standard_error() -> None:
    code = (
        "import datetime as dt; from foedus.dossiers import dossier; from foedus.model import Document;"
        "dossier(Document(id='d', text='La France est à 2 % de son PIB.', lang='fr', published=dt.date(2024, 7, 15)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
