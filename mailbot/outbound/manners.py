"""How each kind of letter is sent and dressed, by its code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """What stands under the text of a letter."""

    FULL = "full"
    EVENTS = "events"
    """The body has already said the status."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind of letter is sent and dressed."""

    by_hand: bool = False
    """A person wrote it; the service carries it. Without words of anybody it is ours all the same (RFC 3834)."""
    suppress_oof: bool = False
    list_unsubscribe: bool = False
    private: bool = False
    urgent: bool = False
    band: Band = Band.FULL
    foot: bool = True


MANNERS: Mapping[str, Manner] = {
    "T-01": Manner(suppress_oof=True),
    "T-02": Manner(suppress_oof=True, urgent=True),
    "T-03": Manner(suppress_oof=True),
    "T-04": Manner(suppress_oof=True, by_hand=True, band=Band.EVENTS),
    "T-05": Manner(suppress_oof=True),
    "T-06": Manner(suppress_oof=True),
    "T-07": Manner(suppress_oof=True),
    "T-08": Manner(suppress_oof=True),
    "T-09": Manner(suppress_oof=True),
    "T-10": Manner(suppress_oof=True),
    "T-11": Manner(suppress_oof=True),
    "T-12": Manner(suppress_oof=True),
    "T-13": Manner(suppress_oof=True),
    "T-14": Manner(suppress_oof=True),
    "T-17": Manner(suppress_oof=True),
    "T-18": Manner(suppress_oof=True),
    "T-19": Manner(suppress_oof=True),
    "T-22": Manner(suppress_oof=True, band=Band.NONE),
    "T-23": Manner(suppress_oof=True, band=Band.NONE),
    "T-26": Manner(suppress_oof=True, list_unsubscribe=True, band=Band.NONE),
    "B-07": Manner(suppress_oof=True, list_unsubscribe=True, band=Band.NONE),
    "T-24": Manner(suppress_oof=True, band=Band.NONE),
    "B-01": Manner(suppress_oof=True, by_hand=True, private=True),
    "B-02": Manner(suppress_oof=True, private=True),
    "B-03": Manner(suppress_oof=True, private=True),
    "B-04": Manner(suppress_oof=True, private=True),
    "B-05": Manner(suppress_oof=True, private=True),
    "B-06": Manner(suppress_oof=True, private=True),
    "B-10": Manner(suppress_oof=True, private=True),
    "B-11": Manner(suppress_oof=True, private=True, band=Band.NONE),
    "T-20": Manner(suppress_oof=True, band=Band.NONE),
    "T-21": Manner(suppress_oof=True, band=Band.NONE),
    "B-09": Manner(suppress_oof=True, private=True, band=Band.NONE),
    "G-01": Manner(),
    "G-02": Manner(list_unsubscribe=True),
    "G-03": Manner(band=Band.NONE),
    "G-04": Manner(),
    "G-05": Manner(),
    "G-09": Manner(),
    "G-18": Manner(),
    "G-15": Manner(),
    "G-25": Manner(band=Band.NONE),
    "P-02": Manner(band=Band.NONE),
    "P-06": Manner(band=Band.NONE),
    "P-07": Manner(band=Band.NONE),
    "P-09": Manner(band=Band.NONE),
    "P-18": Manner(band=Band.NONE),
    "T-25": Manner(suppress_oof=True),
    "G-06": Manner(),
    "G-07": Manner(private=True),
    "G-08": Manner(private=True),
    "G-10": Manner(),
    "G-17": Manner(),
    "G-20": Manner(band=Band.NONE),
    "G-21": Manner(),
    "G-22": Manner(band=Band.NONE),
    "G-23": Manner(band=Band.NONE),
    "G-13": Manner(band=Band.NONE),
    "G-14": Manner(),
    "G-19": Manner(private=True),
    "G-24": Manner(urgent=True),
    "P-01": Manner(band=Band.NONE),
    "P-03": Manner(band=Band.NONE),
    "P-04": Manner(band=Band.NONE),
    "P-05": Manner(band=Band.NONE),
    "P-19": Manner(band=Band.NONE),
    "P-22": Manner(band=Band.NONE),
    "P-08": Manner(band=Band.NONE),
    "P-11": Manner(band=Band.NONE),
    "P-21": Manner(band=Band.NONE),
    "P-12": Manner(band=Band.NONE),
    "P-13": Manner(band=Band.NONE),
    "P-20": Manner(by_hand=True, band=Band.NONE),
    "T-15": Manner(suppress_oof=True),
    "T-16": Manner(suppress_oof=True),
    "T-27": Manner(suppress_oof=True),
    "G-11": Manner(),
    "P-10": Manner(band=Band.NONE),
    "P-14": Manner(band=Band.NONE),
    "P-15": Manner(band=Band.NONE),
    "P-16": Manner(band=Band.NONE),
    "P-17": Manner(band=Band.NONE),
    "G-12": Manner(),
    "G-16": Manner(urgent=True, band=Band.NONE),
    "B-08": Manner(suppress_oof=True, private=True),
    "X-11": Manner(band=Band.NONE),
    "X-12": Manner(),
    "X-13": Manner(),
    "X-14": Manner(),
    "X-15": Manner(),
    "X-16": Manner(band=Band.NONE),
    "X-17": Manner(band=Band.NONE),
}
"""By code, for the letters that exist."""
