"""What was found out about a mail's sender, in the words of RFC 8601."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    """What a method comes to (RFC 8601, sections 2.7.1, 2.7.2 and 3.1; RFC 7489, section 11.2)."""

    NONE = "none"
    """There was nothing to check, or nobody to ask."""
    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    POLICY = "policy"
    """The signature holds, and we do not take it: too short a key, a part of the body, a domain that is testing."""
    TEMPERROR = "temperror"
    """The DNS was in trouble; another day the result may be another."""
    PERMERROR = "permerror"
    """What is published, or written in the mail, cannot be understood."""


class By(StrEnum):
    """Who has found it out."""

    OWN = "own"
    FRONT = "front"
    """The mail server in front of us, in the Authentication-Results that it wrote."""
    ARC = "arc"
    """A forwarder that the operator trusts, under its seal."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Identity:
    """A domain, and whether it has shown that it is behind the mail."""

    domain: str = ""
    result: Result = Result.NONE


@dataclass(frozen=True, slots=True)
class Authentication:
    """What the domains around a mail say of it. A mail `.passes`, `.fails`, or is `.unknown`; trouble is unknown.

    `passes`: a signature or an envelope that holds stands for the domain in From. `fails`: that domain publishes a
    DMARC policy, and nothing stands for it. Neither says who it was: a domain speaks for all who write from it.
    """

    spf: Identity = Identity()
    dkim: tuple[Identity, ...] = ()
    dmarc: Result = Result.NONE
    policy: str = ""
    """The p= (sp=, np=) that holds for the domain in From, as it is published; "" when there is none."""
    from_domain: str = ""
    """In its one form; "" when From names none, or several."""
    by: By = By.NOBODY
    aligned: str = ""
    """The domain that stands for the one in From; "" when none does."""

    @property
    def passes(self) -> bool:
        """A domain stands for the one in From; where no policy is published, too."""
        return bool(self.aligned) and self.dmarc in (Result.PASS, Result.NONE, Result.PERMERROR)

    @property
    def fails(self) -> bool:
        """The domain in From publishes a policy, and this mail does not keep it."""
        return self.dmarc is Result.FAIL

    @property
    def unknown(self) -> bool:
        """Neither: nothing is published, or nobody could be asked."""
        return not (self.passes or self.fails)

    @property
    def word(self) -> str:
        """`passes`, `fails` or `unknown`: for the mail's trail."""
        return "passes" if self.passes else "fails" if self.fails else "unknown"

    def to_json(self) -> dict[str, Any]:
        """For the mail's row: a mail that is let in days later is judged by what was shown when it came."""
        return {
            "spf": [self.spf.domain, self.spf.result.value],
            "dkim": [[each.domain, each.result.value] for each in self.dkim],
            "dmarc": self.dmarc.value,
            "policy": self.policy,
            "from": self.from_domain,
            "by": self.by.value,
            "aligned": self.aligned,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "Authentication":
        """The value that `to_json` was given; nothing known where nothing was kept."""
        if not kept:
            return UNKNOWN
        return cls(
            spf=Identity(kept["spf"][0], Result(kept["spf"][1])),
            dkim=tuple(Identity(domain, Result(result)) for domain, result in kept["dkim"]),
            dmarc=Result(kept["dmarc"]),
            policy=kept["policy"],
            from_domain=kept["from"],
            by=By(kept["by"]),
            aligned=kept["aligned"],
        )


UNKNOWN = Authentication()
"""Nothing is known of the sender."""
