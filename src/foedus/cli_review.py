"""The options that say who publishes a review in; a `Review`, and the dossier as linked data, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from foedus.cli_input import Day, warn

if TYPE_CHECKING:
    from foedus.model import Dossier
    from foedus.render.reviews import Review

LINKED: Final = ("jsonld", "annotations")


class Address(click.ParamType):  # type: ignore[type-arg]
    """The address of a page on the web."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address; a usage error names the form."""
        from foedus.render.reviews import address

        found = address(str(value))
        if found is None:
            self.fail(f"{value!r} is no address; write it like https://example.org/checks", param, ctx)
        return found


def takes_review(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a review to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final = (
    click.option(
        "--reviewer",
        metavar="NAME",
        help="Who publishes the review, for jsonld and annotations; a page of HTML then carries its ClaimReviews.",
    ),
    click.option("--reviewer-url", type=Address(), metavar="URL", help="The reviewer's own address."),
    click.option("--review-url", type=Address(), metavar="URL", help="Where the review will be published."),
    click.option("--review-date", type=Day(), metavar="DATE", help="Day on which it will be."),
)


def review_of(given: dict[str, Any]) -> Review | None:
    """Return the review that the options describe; None where they name no reviewer.

    Raises a usage error where other options describe one that nobody publishes.
    """
    name = " ".join((given["reviewer"] or "").split())
    if not name:
        for option in ("--reviewer-url", "--review-url", "--review-date", "--reviewer"):
            if given[option.strip("-").replace("-", "_")] is not None:
                raise click.UsageError(f"{option}: name who reviews with --reviewer NAME")
        return None
    from foedus.render.reviews import Review

    return Review(name=name, url=given["reviewer_url"], page=given["review_url"], day=given["review_date"])


def tell_missing(review: Review | None, form: str) -> None:
    """Say on standard error what a ClaimReview lacks before it can be published."""
    if form != "jsonld":
        return
    missing = [
        option
        for option, value in (("--reviewer", review), ("--review-url", review and review.page))
        if not value
    ]
    if missing:
        warn(f"the ClaimReviews can be published once they say by whom and where: {', '.join(missing)}")


def linked(dossier: Dossier, form: str, lang: str, review: Review | None) -> bytes:
    """Return a dossier as linked data, in compact JSON."""
    import msgspec

    if form == "annotations":
        from foedus.render.annotations import to_annotations

        return msgspec.json.encode(to_annotations(dossier, lang, review))
    from foedus.render.jsonld import to_jsonld

    return msgspec.json.encode(to_jsonld(dossier, lang, review))
