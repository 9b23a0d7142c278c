"""`foedus follow` and `foedus agenda`: what was promised, what became of it, and what falls due next."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli_input import Day, Language
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.alliances.promises import Pledge
    from foedus.ledger import Ledger
    from foedus.pledges.records import Followed, Following, Progress
    from foedus.render.following import Promises


@click.command()
@click.argument("pledge", required=False)
@click.option("--member", metavar="XXX", help="Only this member, by its ISO 3166-1 alpha-3 code or its name.")
@click.option("--asof", type=Day(), metavar="DATE", help="As it could be known on this day; by default now.")
@click.option("--lang", type=Language(answers=True), metavar="CODE", help="Answer in en, de or fr.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Form of the answer; html draws every member's path.",
)
@click.option("--sql", is_flag=True, help="Show the SQL that gives every status again.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write JSON or HTML to this file.")
def follow(
    pledge: str | None,
    member: str | None,
    asof: dt.date | None,
    lang: str | None,
    form: str,
    sql: bool,
    output: str | None,
) -> None:
    """Follow PLEDGE: who kept it, who is on the way, and what each member still needs.

    Without a PLEDGE all are listed, with --member those that bind it. A status comes with the rule that gave it; the
    SQL of each runs as it stands in the folder of the ledger. The projection needs the extra "forecast".

    \b
      foedus follow the-hague-2025
      foedus follow wales-2014 --asof 2019-07-01
      foedus follow the-hague-2025 --member FRA --sql
      foedus follow --member CAN
      foedus follow the-hague-2025 --format html -o the-hague.html
    """
    from foedus.lang import codes
    from foedus.ledger import Ledger
    from foedus.pledges import binding, pledges
    from foedus.pledges import follow as followed
    from foedus.pledges import pledge as named
    from foedus.render.following import promises

    say, held = promises(lang or codes()[0]), Ledger()
    code = _code(member) if member else None
    wanted = [named(pledge)] if pledge else binding(code) if code else list(pledges().values())
    found = [followed(each, held, asof, code) for each in wanted]
    if form == "json":
        from foedus.model import to_json

        _write(to_json(found[0] if pledge else found) + b"\n", output)
    elif form == "html":
        from foedus.render.pledge_page import to_html

        _write(to_html(found, held, say).encode("utf-8", "replace"), output)
    elif output:
        raise click.UsageError("--output takes --format json or html")
    elif pledge is None:
        _list(found, wanted, say)
    else:
        _text(found[0], wanted[0], held, say, show_sql=sql)


def _code(member: str) -> str:
    """Return the code of a country from its code in any case or its name in any language."""
    from foedus.alliances import countries
    from foedus.lang import codes, words

    if member.upper() in countries():
        return member.upper()
    for code in codes():
        for name, spellings in words(code, "names").get("countries", {}).items():
            if member.lower() in (each.lower() for each in spellings):
                return str(name)
    return member


def _write(content: bytes, output: str | None) -> None:
    if output in (None, "-"):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(str(output)).write_bytes(content)
    except OSError as error:
        why = f"cannot be written ({error.strerror}); valid is a file in a folder that exists"
        raise FoedusError(f"{output}: {why}") from None


def _list(found: list[Following], wanted: list[Pledge], say: Promises) -> None:
    from foedus.render.tables import Table, heading, tables

    lines = []
    for following, pledge in zip(found, wanted, strict=True):
        due = say.say.period(pledge.due) if pledge.due else ""
        lines.append([pledge.id, pledge.made.isoformat(), due, _stand(following, say), say.name(pledge.id)])
    heads = [say.text("page", key) for key in ("pledge", "made", "due", "status")]
    heading(say.text("page", "title"))
    tables(Table(heads=[*heads, ""], lines=lines))


def _stand(following: Following, say: Promises) -> str:
    """The status of a member, or how many of a group are there."""
    if not following.parts:
        return "–"
    first = following.parts[0]
    if len(first.members) == 1:
        return say.status(first.members[0])
    told = [each for each in first.members if each.value is not None]
    if told:
        return f"{len(first.met)}/{len(told)}"
    return say.status(first.group or first.members[0])


def _text(following: Following, pledge: Pledge, held: Ledger, say: Promises, *, show_sql: bool) -> None:
    from foedus.render.tables import heading, paragraph

    heading(say.name(pledge.id))
    paragraph(say.paraphrase(pledge.id))
    paragraph(say.origin(pledge))
    if following.replaced_by:
        name = say.name(following.replaced_by)
        paragraph(say.text("page", "superseded", id=following.replaced_by, name=name))
    if not following.parts:
        paragraph(say.text("page", "before", day=say.say.day(pledge.made)))
    for part, followed in zip(pledge.part, following.parts, strict=False):
        click.echo()
        heading(say.say.upper(say.say.colon(say.amount(part), say.part(part))))
        if followed.uncounted:
            paragraph(say.text("why", followed.uncounted) + ".")
            _together(followed, pledge, held, say)
            continue
        for line in say.summary(following, followed):
            paragraph(line)
        click.echo()
        if len(followed.members) == 1:
            _one(followed, followed.members[0], say, show_sql=show_sql)
        else:
            _all(followed, say, show_sql=show_sql)


def _together(followed: Followed, pledge: Pledge, held: Ledger, say: Promises) -> None:
    from foedus.render.tables import paragraph, tables

    if line := say.context(followed, held.editions(held=True)):
        paragraph(line)
    if followed.quotas:
        click.echo()
        tables(say.quotas(followed, pledge))


def _all(followed: Followed, say: Promises, *, show_sql: bool) -> None:
    from foedus.render.tables import paragraph, tables

    tables(say.members(followed))
    for line in say.rules(followed):
        paragraph(line)
    if any(each.growth is not None for each in followed.members):
        paragraph(say.text("page", "growth_note"))
    click.echo()
    if followed.tallies:
        tables(say.tallies(followed.tallies))
    if show_sql:
        _sql([each for each in followed.members if each.sql], say)


def _one(followed: Followed, progress: Progress, say: Promises, *, show_sql: bool) -> None:
    from foedus.render.tables import paragraph, tables

    paragraph(say.say.colon(say.status(progress), say.rule(progress)))
    facts = [
        (f"{say.text('page', 'value')} {progress.year}", say.value(progress.value)),
        (say.text("page", "start"), say.value(progress.start)),
        (say.text("page", "when_due"), say.value(progress.when_due)),
        (say.text("page", "distance"), say.signed(progress.distance)),
        (say.text("page", "growth"), say.rate(progress.growth)),
    ]
    for name, value in facts:
        if value != "–":
            paragraph(say.say.colon(name, value))
    if progress.growth is not None:
        paragraph(say.text("page", "growth_note"))
    from foedus.render.outlook import outlook

    if line := outlook(progress, followed, say):
        paragraph(line)
    click.echo()
    if progress.history:
        tables(say.history(progress, followed.figure.quantity.unit or ""))
    if show_sql:
        _sql([progress], say)


def _sql(progress: list[Progress], say: Promises) -> None:
    from foedus.render.tables import paragraph

    paragraph(say.text("page", "sql"))
    for each in progress:
        click.echo(f"\n-- {each.subject}: {each.status}, {each.rule}\n{each.sql};")


@click.command()
@click.option(
    "--asof", type=Day(), metavar="DATE", help="What was still to come on this day; by default now."
)
@click.option("--all", "everything", is_flag=True, help="Also what is past.")
@click.option("--lang", type=Language(answers=True), metavar="CODE", help="Answer in en, de or fr.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "ics", "json"]),
    default="text",
    show_default=True,
    help="Form of the agenda; ics is a file that calendars take.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to this file.")
def agenda(asof: dt.date | None, everything: bool, lang: str | None, form: str, output: str | None) -> None:
    """List meetings, deadlines and reviews to come.

    "Now" is the newest day of the ledger, so that the same installation always answers the same.

    \b
      foedus agenda
      foedus agenda --asof 2025-04-03
      foedus agenda --all --format ics -o alliance.ics
    """
    from foedus.lang import codes
    from foedus.ledger import Ledger
    from foedus.pledges.agenda import agenda as entries
    from foedus.render.following import promises

    lang = lang or codes()[0]
    say = promises(lang)
    day = asof or Ledger().newest
    found = entries(None if everything else day, day)
    if form == "json":
        from foedus.model import to_json

        _write(to_json(found) + b"\n", output)
    elif form == "ics":
        from foedus.pledges.ics import to_ics

        kinds = {kind: say.text("page", kind) for kind in ("meeting", "deadline", "review")}
        _write(to_ics(found, day, lang, kinds), output)
    else:
        lines = [say.entry(entry) for entry in found] or [
            say.text("page", "nothing_due", day=say.say.day(day))
        ]
        _write(("\n".join(lines) + "\n").encode("utf-8", "replace"), output)
