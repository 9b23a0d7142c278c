"""Typed records in; nothing out when they hold together, else a RuleError with the file and the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from foedus.alliances.records import Group, Member, Mission, Planned, Tenure
from foedus.errors import RuleError
from foedus.model import Period


def fault(path: Path, field: str, message: str) -> RuleError:
    """Return the error of a record that decodes and yet is wrong."""
    return RuleError(f"{path.parent.name}/{path.name}: {message} - at `$.{field}`")


def check_unique(path: Path, field: str, ids: Iterable[str], taken: Collection[str] = ()) -> None:
    """Refuse an id that is there twice, in this file or in another."""
    seen = set(taken)
    for n, each in enumerate(ids):
        if each in seen:
            raise fault(path, f"{field}[{n}].id", f"{each!r} is there twice")
        seen.add(each)


def check_days(path: Path, field: str, record: Any) -> None:
    """Refuse an end before the start."""
    if record.start and record.end and record.end < record.start:
        raise fault(path, field, f"ends on {record.end}, before it starts on {record.start}")


def check_members(path: Path, field: str, members: Sequence[Member], known: Collection[str]) -> None:
    """Refuse unknown countries, and two memberships at once."""
    until: dict[str, dt.date] = {}
    for n, member in enumerate(members):
        place = f"{field}[{n}]"
        if member.id not in known:
            raise fault(path, f"{place}.id", f"unknown country {member.id!r}")
        check_days(path, place, member)
        if member.id in until and (member.start or dt.date.min) <= until[member.id]:
            raise fault(path, place, f"{member.id} is a member twice on {member.start}")
        until[member.id] = member.end or dt.date.max


def check_group(
    path: Path, field: str, group: Group, groups: dict[str, Group], regions: Collection[str]
) -> None:
    """Refuse parts that nothing defines, and a group that is made of itself."""
    if group.region is not None and group.region not in regions:
        raise fault(path, f"{field}.region", f"unknown region {group.region!r}")
    seen: set[str] = set()
    above = set(group.parents)
    while above:
        if unknown := above - groups.keys():
            raise fault(path, field, f"unknown group {min(unknown)!r}")
        if group.id in above:
            raise fault(path, field, f"{group.id!r} is made of itself")
        seen |= above
        above = {parent for each in above for parent in groups[each].parents} - seen


def check_planned(path: Path, planned: Sequence[Planned], known: Collection[str]) -> None:
    """Refuse announced meetings in no country or at no time."""
    check_unique(path, "planned", (each.id for each in planned))
    for n, each in enumerate(planned):
        if each.country not in known:
            raise fault(path, f"planned[{n}].country", f"unknown country {each.country!r}")
        try:
            Period(each.on)
        except ValueError as error:
            raise fault(path, f"planned[{n}].on", f"{error}; valid is 2027 or 2027-06") from None


def check_tenures(path: Path, field: str, tenures: Sequence[Tenure]) -> None:
    """Refuse two holders at once; the day of a handover belongs to both, and a stand-in may stand beside."""
    for n, tenure in enumerate(tenures):
        check_days(path, f"{field}[{n}]", tenure)
        days = (tenure.start, *tenure.terms, tenure.end or dt.date.max)
        if tenure.terms and any(after <= before for before, after in pairwise(days)):
            raise fault(path, f"{field}[{n}].terms", "terms start in order, within the tenure")
    for n, (before, after) in enumerate(pairwise(tenures), start=1):
        if after.start < before.start:
            raise fault(path, f"{field}[{n}]", f"{after.name} starts before {before.name}; oldest first")
    settled = [(n, tenure) for n, tenure in enumerate(tenures) if not tenure.acting]
    for (_, before), (n, after) in pairwise(settled):
        if after.start < (before.end or dt.date.max):
            raise fault(path, f"{field}[{n}]", f"{after.name} starts while {before.name} is in office")


def check_changes(path: Path, field: str, mission: Mission) -> None:
    """Refuse changes without a date or a sentence, or out of order."""
    last = mission.start
    for n, change in enumerate(mission.changes):
        place = f"{field}.changes[{n}]"
        day = change_day(change)
        if day is None:
            raise fault(path, f"{place}.date", f"a date was expected, not {change.get('date')!r}")
        if len(change) < 2 or not all(isinstance(text, str) for key, text in change.items() if key != "date"):
            raise fault(path, place, "one sentence a language was expected")
        if day < last:
            raise fault(path, f"{place}.date", f"{day} comes before {last}; oldest first")
        last = day


def change_day(change: dict[str, Any]) -> dt.date | None:
    """Return the day of a change, which TOML gives as a date and the kept form as text."""
    day = change.get("date")
    with suppress(ValueError):
        return day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day))
    return None
