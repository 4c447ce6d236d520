"""Letters as the people of the demo would get them: the facts of each kind, for the preview and for the tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mailbot.outbound.case_samples import around
from mailbot.outbound.clock_samples import CLOCK_SAMPLES
from mailbot.outbound.decision_samples import DECISION_SAMPLES
from mailbot.outbound.digest_samples import DIGEST_SAMPLES
from mailbot.outbound.draft_samples import DRAFT_SAMPLES
from mailbot.outbound.filing_samples import FILING_SAMPLES
from mailbot.outbound.household_samples import HOUSEHOLD_SAMPLES, RECEIPTS
from mailbot.outbound.invoice_samples import INVOICE_SAMPLES
from mailbot.outbound.letters import JSON
from mailbot.outbound.manager_samples import MANAGER_SAMPLES
from mailbot.outbound.monthly_samples import MONTHLY_SAMPLES
from mailbot.outbound.order_samples import ORDER_SAMPLES
from mailbot.outbound.proof_samples import PROOF_SAMPLES
from mailbot.outbound.quote_request_samples import QUOTE_REQUEST_SAMPLES
from mailbot.outbound.quote_samples import QUOTE_SAMPLES
from mailbot.outbound.report_samples import REPORT_SAMPLES
from mailbot.outbound.returned_samples import RETURNED_SAMPLES
from mailbot.outbound.sample_bands import told_with
from mailbot.outbound.sight_samples import SIGHT_SAMPLES
from mailbot.outbound.slot_samples import SLOT_SAMPLES
from mailbot.outbound.variant_samples import VARIANT_SAMPLES
from mailbot.outbound.visit_samples import VISIT_SAMPLES
from mailbot.outbound.waiting_samples import WAITING_SAMPLES
from mailbot.outbound.works_samples import WORKS_SAMPLES
from mailbot.vocabulary import LetterKind

Facts = Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter's code, which of its variants this is, and what it says."""

    code: str
    variant: str
    facts: Facts

    @property
    def kind(self) -> LetterKind:
        return LetterKind(self.code)


def samples() -> Iterator[Sample]:
    """Every letter, each variant once."""
    tables: tuple[Mapping[str, Mapping[str, Facts]], ...] = (
        REPORT_SAMPLES,
        PROOF_SAMPLES,
        DIGEST_SAMPLES,
        MANAGER_SAMPLES,
        DRAFT_SAMPLES,
        HOUSEHOLD_SAMPLES,
        {"G-21": RECEIPTS},
        QUOTE_REQUEST_SAMPLES,
        SLOT_SAMPLES,
        DECISION_SAMPLES,
        FILING_SAMPLES,
        VISIT_SAMPLES,
        MONTHLY_SAMPLES,
        QUOTE_SAMPLES,
        CLOCK_SAMPLES,
        SIGHT_SAMPLES,
        WORKS_SAMPLES,
        INVOICE_SAMPLES,
        ORDER_SAMPLES,
        RETURNED_SAMPLES,
        WAITING_SAMPLES,
        VARIANT_SAMPLES,
    )
    for table in tables:
        for code, variants in table.items():
            for variant, facts in variants.items():
                yield Sample(code, variant, around(code, {**facts, **told_with(code, variant)}))
