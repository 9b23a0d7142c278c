"""Editions that a source names by address and hash are fetched, here from this machine, or one line says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from bad_server import Pages, served
from click.testing import CliRunner
from offices import FIRST, SECOND, office, release, table

from foedus import sources as door
from foedus.cli_check import app
from foedus.errors import LedgerError
from foedus.fetch import Patience
from foedus.holdings import SHIPPED, data_path, ledger_path, own
from foedus.intake.updates import Update, update
from foedus.ledger import Ledger
from foedus.sources import Source

OLD, NEW = table(), table(2022)


class Publisher(Pages):
    """A publisher whose server has every bad habit."""

    seen: ClassVar[list[dict[str, str]]] = []
    content: ClassVar[dict[str, bytes]] = {}

    def page_file(self) -> None:
        """Serve what is at an address now, stamped with its hash."""
        body = self.content[self.path]
        stamp = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        if self.headers.get("If-None-Match") == stamp:
            self.answer(304)
        else:
            self.answer(body=body, ETag=stamp, Content_Type="application/vnd.ms-excel")

    def page_unstamped(self) -> None:
        self.answer(body=NEW)

    def page_moved(self) -> None:
        self.answer(302, Location="/unstamped")

    def page_failing(self) -> None:
        self.answer(500)

    def page_short(self) -> None:
        self.answer(body=NEW[:200], Content_Length=str(len(NEW)))

    def page_truncated(self) -> None:
        self.answer(body=NEW[:200])

    def page_challenge(self) -> None:
        self.answer(body=b"<!doctype html><title>Just a moment</title>", Content_Type="text/html")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from served(Publisher)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without editions of their own; nothing was asked for yet."""
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    Publisher.seen.clear()
    return tmp_path / "data"


def newer(url: str, **more: Any) -> Source:
    """A source whose newer edition is at an address."""
    return office(release(FIRST, OLD), release(SECOND, NEW, download={"gdp-2022.csv": url}, **more))


def one(source: Source, **options: Any) -> Update:
    (done,) = update([source], **{"allow_private": True, **options})
    return done


def fault(source: Source, **options: Any) -> str:
    """The one line that says why there is no edition; nothing is added."""
    done = one(source, **options)
    assert done.fault
    assert "\n" not in done.fault
    assert not own(data_path())
    assert ledger_path() == SHIPPED
    return done.fault


def test_the_edition_that_is_lacking_is_fetched_and_used(site: str) -> None:
    done = one(newer(f"{site}/unstamped"))
    assert done.added
    assert (done.added.state, done.added.edition.edition) == ("added", SECOND)
    assert Ledger().series("gdp", "POL", edition=SECOND)[0].observations[-1].period == "2022"
    assert Publisher.seen[0]["User-Agent"].startswith("foedus/")


def test_nothing_is_asked_for_what_is_held(site: str) -> None:
    one(newer(f"{site}/unstamped"))
    done = one(newer(f"{site}/unstamped"))
    assert done.added
    assert done.added.state == "same"
    assert len(Publisher.seen) == 1


def test_the_newest_comes_and_the_others_when_told(site: str) -> None:
    Publisher.content.update({"/file/old": OLD, "/file/new": NEW})
    both = office(
        release(FIRST, OLD, download={"gdp-2021.csv": f"{site}/file/old"}),
        release(SECOND, NEW, download={"gdp-2022.csv": f"{site}/file/new"}),
    )
    assert one(both).edition == SECOND
    done = list(update([both], every=True, allow_private=True))
    assert [(each.edition, each.added and each.added.state) for each in done] == [
        (SECOND, "same"),
        (FIRST, "added"),
    ]


def test_a_source_without_addresses_is_left() -> None:
    assert list(update([office()])) == []


def test_files_of_several_addresses_make_one_edition(site: str) -> None:
    extra = b"nothing that is read\n"
    Publisher.content.update({"/file/new": NEW, "/file/extra": extra})
    source = office(
        release(
            SECOND,
            NEW,
            beside={"extra.csv": hashlib.sha256(extra).hexdigest()},
            download={"gdp-2022.csv": f"{site}/file/new", "extra.csv": f"{site}/file/extra"},
        )
    )
    done = one(source)
    assert done.added
    assert not list((data_path() / "downloads").iterdir()), (
        "what was fetched is let go once its edition is held"
    )


def test_a_redirect_is_followed(site: str) -> None:
    assert one(newer(f"{site}/moved")).added
    assert [each["path"] for each in Publisher.seen] == ["/moved", "/unstamped"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "forbidden",
            "the server answered 403 Forbidden; download it with a browser and give it to `foedus",
        ),
        ("missing", "the server answered 404 Not Found; check the address"),
        ("failing", "the server answered 500 Internal Server Error; try again later"),
        ("loop", "redirects more than 5 times"),
        ("disk", "redirects to the scheme 'file', which is not fetched"),
        ("short", "the answer ended too early; try again later"),
        ("endless", "is larger than 100,000 bytes"),
        ("slow", "the server did not answer in time"),
    ],
)
def test_a_bad_answer_is_told_in_one_line(site: str, name: str, why: str) -> None:
    said = fault(newer(f"{site}/{name}"), limit=100_000, patience=Patience(total=1.0))
    assert said.startswith(f"{site}/{name}: ")
    assert why in said


@pytest.mark.parametrize(("name", "body"), [("truncated", NEW[:200]), ("challenge", None)])
def test_a_wrong_hash_says_what_is_expected_and_what_came(site: str, name: str, body: bytes | None) -> None:
    said = fault(newer(f"{site}/{name}"))
    came = hashlib.sha256(body or b"<!doctype html><title>Just a moment</title>").hexdigest()
    expected = hashlib.sha256(NEW).hexdigest()
    assert f"worldbank {SECOND}: {site}/{name} is not the gdp-2022.csv that is named" in said
    assert f"its sha256 is {came}, expected {expected}; what came is kept as {data_path()}" in said
    assert Path(said.rpartition(" ")[2]).is_file()


def test_a_changed_shape_names_the_place(site: str) -> None:
    """The hash is that of the file, and yet its table is another one: the parser says where."""
    Publisher.content["/file/shape"] = changed = NEW.replace(b"Value", b"Valeur", 1)
    named = hashlib.sha256(changed).hexdigest()
    said = fault(newer(f"{site}/file/shape", sha256=named))
    assert said == f"worldbank {SECOND}: gdp-2022.csv: row 1: no column 'Value'"


def test_values_that_are_not_expected_are_told(site: str) -> None:
    Publisher.content["/file/few"] = few = table(2022, countries=("FRA",))
    said = fault(newer(f"{site}/file/few", sha256=hashlib.sha256(few).hexdigest()))
    assert said == f"worldbank {SECOND}: gdp-2022.csv: 10 rows, at least 15 expected"


def test_a_private_address_is_asked_only_when_told(site: str) -> None:
    said = fault(newer(f"{site}/unstamped"), allow_private=False)
    assert (
        "leads to the private address 127.0.0.1; only public addresses are fetched, unless --allow-private"
        in said
    )
    assert not Publisher.seen


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.fetch.is_public", lambda address: address == "127.0.0.1")
    said = fault(newer(f"{site}/inside"), allow_private=False)
    assert "redirects to http://10.0.0.1/secret, which leads to the private address 10.0.0.1" in said


def test_what_did_not_change_is_not_sent_again(site: str) -> None:
    """The publisher has another file than the one expected; it is fetched once, until it changes."""
    Publisher.content["/file/new"] = NEW[:-30]
    for _ in range(2):
        assert "expected" in fault(newer(f"{site}/file/new"))
    assert ["If-None-Match" in each for each in Publisher.seen] == [False, True]
    Publisher.content["/file/new"] = NEW
    assert one(newer(f"{site}/file/new")).added
    assert "If-None-Match" in Publisher.seen[-1]


def test_a_download_that_was_damaged_is_fetched_anew(site: str) -> None:
    Publisher.content["/file/new"] = NEW[:-30]
    kept = Path(fault(newer(f"{site}/file/new")).rpartition(" ")[2])
    kept.write_bytes(b"torn")
    assert hashlib.sha256(NEW[:-30]).hexdigest() in fault(newer(f"{site}/file/new"))
    assert "If-None-Match" not in Publisher.seen[-1]


def test_one_fault_does_not_keep_the_others_away(site: str) -> None:
    bad, good = newer(f"{site}/missing"), newer(f"{site}/unstamped")
    first, second = update([bad, good], allow_private=True)
    assert first.fault
    assert second.added


def test_another_ledger_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_LEDGER", str(SHIPPED))
    with pytest.raises(LedgerError, match="FOEDUS_LEDGER names a ledger that is read alone"):
        list(update([]))


def test_the_command_says_what_became_of_each(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = newer(f"{site}/unstamped")
    monkeypatch.setattr(door, "sources", lambda: [given])
    done = CliRunner().invoke(app, ["ledger", "update", "--allow-private"])
    assert done.exit_code == 0
    assert done.output.splitlines()[1].split() == ["worldbank", SECOND, "25", "added"]
    given = office(release("2024-06-29", NEW, download={"gdp-2023.csv": f"{site}/missing"}))
    done = CliRunner().invoke(app, ["ledger", "update", "--allow-private"])
    assert done.exit_code == 1
    assert str(done.exception).startswith(f"{site}/missing: the server answered 404 Not Found")


def test_every_address_that_is_named_is_of_a_file_with_a_hash() -> None:
    """What `update` fetches is known to the last byte before it is asked for, and comes encrypted."""
    named = [(source, each) for source in door.sources() for each in source.edition if each.download]
    assert named
    for source, each in named:
        hashes = {each.file: each.sha256, **each.beside}
        assert set(each.download) == set(hashes), (source.id, each.released)
        assert all(len(str(value)) == 64 for value in hashes.values())
        assert all(url.startswith("https://") for url in each.download.values())
