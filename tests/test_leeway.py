"""What no reading supports may be true all the same: at another rate, rounded, or by figures that are not held."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Document, Dossier, Figure


def made(lang: str, on: str, text: str) -> Dossier:
    return dossier(Document(id="d", text=text, lang=lang, published=dt.date.fromisoformat(on)))


def of_the_day(found: Dossier) -> list[str]:
    """Return the verdicts of the day on which it was said, in text order."""
    return [each.verdict for each in found.checks if each.asof == found.document.published]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2024, the average NATO ally spent 2.2 % of GDP on defence."),
        ("fr", "En moyenne, les pays de l'OTAN ont consacré 2,2 % de leur PIB à la défense en 2024."),
        ("de", "Im Schnitt gaben die Nato-Staaten 2024 2,2 Prozent des BIP für Verteidigung aus."),
    ],
)
def test_a_mean_of_members_is_not_refuted_by_the_share_of_all(lang: str, text: str) -> None:
    assert of_the_day(made(lang, "2024-07-12", text)) == ["unknown"]


def test_a_mean_of_members_holds_by_the_share_of_all() -> None:
    assert of_the_day(
        made("en", "2024-07-12", "On average, NATO allies spent 2.71 % of GDP on defence in 2024.")
    ) == ["holds"]


def test_what_is_no_mean_is_refuted() -> None:
    assert of_the_day(made("en", "2024-07-12", "NATO allies spent 2.2 % of GDP on defence in 2024.")) == [
        "fails"
    ]


SIPRI_DAY = "2025-04-28"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Deutschland gab 2024 laut Sipri 88,5 Mrd. Dollar (77,6 Mrd. Euro) für sein Militär aus."),
        ("de", "Deutschland gab 2024 laut Sipri 88,5 Milliarden Dollar, umgerechnet 78 Milliarden Euro, für sein"
         " Militär aus."),
        ("en", "In 2024 the United States spent $997bn (£745bn) on its military, SIPRI said."),
        ("en", "In 2024 the United States spent $997 billion, or about €880 billion, on its military, SIPRI said."),
        ("en", "In 2024 the United States spent $997 billion – €880 billion – on its military, SIPRI said."),
        ("fr", "En 2024, selon le Sipri, l'Allemagne a dépensé 88,5 milliards de dollars, soit 77,7 milliards d'euros,"
         " pour son armée."),
        ("fr", "En 2024, selon le Sipri, l'Allemagne a dépensé 88,5 milliards de dollars (soit environ 82 milliards"
         " d'euros) pour son armée."),
    ],
)  # fmt: skip
def test_a_sum_told_again_in_other_money_holds_at_either_rate(lang: str, text: str) -> None:
    found = made(lang, SIPRI_DAY, text)
    figures = [each.content for each in found.statements if isinstance(each.content, Figure)]
    assert [len(each.stated.get("rate", [])) for each in figures] == [0, 2]
    assert of_the_day(found) == ["holds", "holds"]


def test_a_sum_told_again_is_wrong_only_where_no_rate_leads() -> None:
    text = "In 2024 Germany spent $88.5 billion (€{} billion) on its military, SIPRI said."
    told = [made("en", SIPRI_DAY, text.format(euros)) for euros in ("77.6", "90", "140")]
    assert [of_the_day(each)[1] for each in told] == ["holds", "unknown", "fails"]
    assert "converted" in {doubt.code for doubt in told[1].doubts}


@pytest.mark.parametrize(("claimed", "verdict"), [("175", "unknown"), ("35", "fails")])
def test_a_rise_that_is_more_than_all_is_added_up_over_years(claimed: str, verdict: str) -> None:
    """Canada spent 41 billion of its dollars in 2024, and 20 in 2014."""
    text = f"Canada has increased its military spending by ${claimed} billion since 2014."
    found = made("en", "2024-11-26", text)
    assert of_the_day(found) == [verdict]
    assert ("over-years" in {doubt.code for doubt in found.doubts}) == (verdict == "unknown")


def test_what_goes_on_from_a_sum_told_again_is_told_at_no_rate() -> None:
    text = (
        "In 2024 Germany spent $88.5 billion (€77.6 billion) on its military, against $66.8 billion in 2023."
    )
    figures = [each.content for each in made("en", SIPRI_DAY, text).statements]
    assert [bool(each.stated.get("rate")) for each in figures if isinstance(each, Figure)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Germany spent $88.5 billion and France €60 billion on defence in 2024."),
        ("de", "Deutschland gab 2024 88,5 Milliarden Dollar aus, Frankreich 60 Milliarden Euro."),
        ("fr", "L'Allemagne a dépensé 88,5 milliards de dollars en 2024, la France 60 milliards d'euros."),
    ],
)
def test_two_sums_side_by_side_are_not_one_told_again(lang: str, text: str) -> None:
    figures = [each.content for each in made(lang, SIPRI_DAY, text).statements]
    assert not any(each.stated.get("rate") for each in figures if isinstance(each, Figure))


def test_an_amount_in_other_money_is_not_refuted_by_what_rates_differ() -> None:
    """Papers turn the tracker's euros into dollars on the day; the series does so month by month."""
    text = "The US has given ${} billion to Ukraine since 2022, according to the Kiel Institute."
    told = {sum_: made("en", "2025-03-01", text.format(sum_)) for sum_ in ("119.7", "110", "350")}
    assert [of_the_day(each) for each in told.values()] == [["unknown"], ["fails"], ["fails"]]
    assert "exchanged" in {doubt.code for doubt in told["119.7"].doubts}


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "L'Ukraine a multiplié par sept ses dépenses militaires en 2022, selon le Sipri.", "unknown"),
        ("de", "Die Ukraine hat ihre Militärausgaben 2022 laut Sipri versiebenfacht.", "unknown"),
        ("en", "Ukraine's military spending rose sevenfold in 2022, SIPRI said.", "unknown"),
        ("en", "Ukraine's military spending rose sixfold in 2022, SIPRI said.", "fails"),
        ("en", "Ukraine's military spending tripled in 2022, SIPRI said.", "fails"),
    ],
)
def test_whole_times_are_rounded(lang: str, text: str, verdict: str) -> None:
    """SIPRI's tables of April 2023 say 7.40 times."""
    assert of_the_day(made(lang, "2023-04-24", text)) == [verdict]


@pytest.mark.parametrize(
    ("lang", "on", "text", "verdict"),
    [
        ("en", "2025-05-02", "Canada spent 1.45% of GDP on defence in 2024, according to NATO.", "unknown"),
        ("fr", "2025-05-02", "Le Canada a consacré 1,37 % de son PIB à la défense en 2024, selon l'OTAN.", "holds"),
        ("de", "2025-05-02", "Kanada gab 2024 laut NATO 1,7 Prozent des BIP für Verteidigung aus.", "fails"),
        ("en", "2025-03-02", "Canada spent 1.45% of GDP on defence in 2024, according to NATO.", "fails"),
        ("fr", "2025-06-20", "Fin 2024, l'Allemagne avait alloué 17,9 milliards d'euros à l'Ukraine, selon l'institut"
         " de Kiel.", "unknown"),
        ("de", "2025-03-20", "Bis Ende 2024 hatte Deutschland der Ukraine laut IfW Kiel 17,9 Milliarden Euro"
         " zugewiesen.", "fails"),
    ],
)  # fmt: skip
def test_newer_figures_that_are_not_held_may_bear_a_claim_out(
    lang: str, on: str, text: str, verdict: str
) -> None:
    """NATO's annual report of April 2025 and the tracker's releases of that year stand between those that are held."""
    found = made(lang, on, text)
    assert of_the_day(found) == [verdict]
    warned = "newer-edition" in {doubt.code for doubt in found.doubts}
    assert warned == (verdict != "holds" and on > "2025-04")


def test_by_how_much_two_donors_differ_may_have_grown_in_months_that_are_not_known() -> None:
    text = "Since 2022 Europe has allocated 23 billion euros more in aid to Ukraine than the United States."
    assert of_the_day(made("en", "2025-04-10", text)) == ["unknown"]
    assert of_the_day(made("en", "2025-04-10", text.replace("23", "73"))) == ["fails"]


def test_a_count_is_exact_and_the_newer_figures_are_named_beside() -> None:
    found = made("en", "2025-05-02", "Twenty-five allies met the 2% guideline in 2024.")
    assert of_the_day(found) == ["fails"]
    assert [doubt.code for doubt in found.doubts] == ["newer-edition"]


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("de", "Österreichs Verteidigungsbudget beträgt 2023 0,7 Prozent des BIP.", "unknown"),
        ("fr", "Le budget de la défense de la France représente 1,8 % du PIB en 2023.", "unknown"),
        ("en", "The French defence budget amounts to 1.8% of GDP in 2023.", "unknown"),
        ("en", "The French defence budget amounts to 0.8% of GDP in 2023.", "fails"),
        ("en", "France spent 1.8% of GDP on defence in 2023.", "fails"),
    ],
)
def test_a_budgets_share_of_output_counts_otherwise_too(lang: str, text: str, verdict: str) -> None:
    assert of_the_day(made(lang, "2024-07-01", text)) == [verdict]


@pytest.mark.parametrize(
    ("sum_", "verdict"), [("114.1", "holds"), ("114.2", "holds"), ("114.3", "fails"), ("113.9", "fails")]
)
def test_an_amount_may_be_rounded_from_one_that_was(sum_: str, verdict: str) -> None:
    """The tracker's 114.149 billion are printed as 114.15, and told as 114.2."""
    text = f"By the end of 2024 the US had allocated €{sum_} billion to Ukraine, according to the Kiel Institute."
    assert of_the_day(made("en", "2025-02-20", text)) == [verdict]


def test_a_coarse_amount_is_no_rounding_of_any_other() -> None:
    """Estonia's 633 million are not "one billion": half a unit of that digit is more than a twentieth of it."""
    said = [(sum_, made("fr", "2024-07-04", f"L'Estonie a consacré {sum_} d'euros à la défense en 2021."))
            for sum_ in ("1 milliard", "630 millions")]  # fmt: skip
    assert [(sum_, *of_the_day(each)) for sum_, each in said] == [
        ("1 milliard", "fails"),
        ("630 millions", "holds"),
    ]


AROUND = {
    "en": "The ministers met on Tuesday in the old town hall, where the host had promised them a short afternoon and"
    " good coffee. The afternoon was long, and the coffee had run out by four, as one of them complained. {} The next"
    " meeting is in autumn.",
    "fr": "Les ministres se sont retrouvés mardi dans l'ancien hôtel de ville, où leur hôte leur avait promis un"
    " après-midi court et du bon café. L'après-midi fut long, et le café manquait dès seize heures. {} La prochaine"
    " réunion aura lieu à l'automne.",
    "de": "Die Minister trafen sich am Dienstag im alten Rathaus, wo ihnen der Gastgeber einen kurzen Nachmittag und"
    " guten Kaffee versprochen hatte. Der Nachmittag wurde lang, und der Kaffee war schon um vier Uhr ausgegangen. {}"
    " Das nächste Treffen findet im Herbst statt.",
}


@pytest.mark.parametrize(
    ("lang", "claim", "alone", "told"),
    [
        ("en", "Germany spends 0.9% of its GDP on defence.", "fails", "unknown"),
        ("en", "In 2024 Germany spent 1.9% of its GDP on defence.", "fails", "fails"),
        ("en", "In 2024 Germany spent more than 1% of its GDP on defence.", "holds", "unknown"),
        ("en", "Germany spends 1.3% of its GDP on defence, Donald Trump said.", "fails", "fails"),
        ("en", "Ten allies met the 2% guideline in 2024.", "fails", "unknown"),
        ("en", "America gave Ukraine $350 billion, Donald Trump said.", "fails", "fails"),
        ("fr", "L'Allemagne consacre 0,9 % de son PIB à la défense.", "fails", "unknown"),
        ("fr", "En 2024, l'Allemagne a consacré 1,9 % de son PIB à la défense.", "fails", "fails"),
        ("de", "Deutschland gibt 0,9 Prozent des BIP für Verteidigung aus.", "fails", "unknown"),
        ("de", "Deutschlands Verteidigungsausgaben stiegen 2024 real um 95 Prozent.", "fails", "unknown"),
        ("de", "Deutschland gab 2024 1,9 Prozent des BIP für Verteidigung aus.", "fails", "fails"),
    ],
)
def test_what_is_far_off_in_a_report_is_doubted(lang: str, claim: str, alone: str, told: str) -> None:
    """A report seldom errs by half: its sentence is likelier about something else. A claim alone is what it says."""
    assert of_the_day(made(lang, "2025-03-11", claim)) == [alone]
    found = made(lang, "2025-03-11", AROUND[lang].format(claim))
    assert of_the_day(found) == [told]
    assert ("far-off" in {doubt.code for doubt in found.doubts}) == (told == "unknown")


def test_what_was_borne_out_on_its_day_is_not_doubted_later() -> None:
    """The 11.3 % of real growth in the edition of April 2023 were restated since: they were read right all the same."""
    claim = "In 2022 military spending in Poland grew by 11.3%, SIPRI says."
    found = made("en", "2023-04-24", AROUND["en"].format(claim))
    assert [check.verdict for check in found.checks] == ["holds", "fails"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In constant 2010 dollars, Portugal spent $2.9 billion on defence in 2023."),
        (
            "fr",
            "En dollars constants, le Portugal a dépensé 2,9 milliards de dollars pour sa défense en 2023.",
        ),
        ("de", "In konstanten Preisen gab Portugal 2023 2,9 Milliarden Dollar für Verteidigung aus."),
    ],
)
def test_a_sum_in_prices_of_another_year_is_not_refuted(lang: str, text: str) -> None:
    found = made(lang, "2024-07-01", text)
    assert of_the_day(found) == ["unknown"]
    assert "price-year" in {doubt.code for doubt in found.doubts}
