"""A file and its edition in; the other files of that edition, found beside it by hash, in its private folder out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from foedus.errors import SourceError
from foedus.intake.staging import LIMIT, Staged, stage, staged
from foedus.sources import Release, Source

# Among how many files beside the given one those that belong to it are looked for.
_BESIDE = 500


def gather(given: Staged, source: Source, release: Release, *, main: bool = True) -> None:
    """Copy the other files of an edition, which stand beside the given one, into its private folder.

    `main`: also the edition's first file, unless it is the given one. Raises SourceError naming the one that lacks.
    """
    wanted = {**({str(release.file): str(release.sha256)} if main else {}), **release.beside}
    missing = {name: sha256 for name, sha256 in wanted.items() if sha256 != given.sha256}
    missing = {name: sha256 for name, sha256 in missing.items() if not (given.folder / name).exists()}
    if not missing:
        return
    suffixes = {Path(name).suffix for name in missing}
    around = sorted(path for path in given.given.absolute().parent.iterdir() if path.suffix in suffixes)
    around.sort(key=lambda path: path.name not in missing)
    for name in _lacking(missing, around[:_BESIDE], given.folder):
        raise SourceError(
            f"{source.id} {release.released}: {name} belongs to it and is not beside {given.given}"
            f" (sha256 {missing[name][:16]}…)"
        )


def _lacking(missing: Mapping[str, str], around: Iterable[Path], folder: Path) -> list[str]:
    left = dict(missing)
    for path in around:
        if not left:
            break
        if not path.is_file() or path.stat().st_size > LIMIT:
            continue
        with stage(folder) as aside:
            try:
                copied = staged(path, aside)
            except SourceError:
                continue
            for name in [name for name, sha256 in left.items() if sha256 == copied.sha256]:
                copied.path.rename(folder / name)
                del left[name]
                break
    return sorted(left)
