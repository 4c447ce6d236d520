"""The tour: every page, met by the people whom it is for, in a house of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from mailbot.preview import desk_scenes, home_scenes, mission_scenes, quote_scenes, trouble_scenes
from mailbot.preview.guide import Guide, Stop
from mailbot.preview.house import open_house
from mailbot.preview.papers import Paper
from mailbot.watching import Watching, unwatched

Scene = Callable[[Guide], None]


@dataclass(frozen=True, slots=True)
class Tour:
    """What was seen and kept on the way."""

    stops: tuple[Stop, ...]
    papers: tuple[Paper, ...]


SCENES: Sequence[Scene] = (
    home_scenes.report_the_leak,
    home_scenes.answer_it,
    home_scenes.close_and_bring_back,
    home_scenes.ones_own_pages,
    home_scenes.by_letter,
    quote_scenes.ask_companies,
    quote_scenes.receive_quotes,
    quote_scenes.ask_the_landlord,
    mission_scenes.send_orders,
    mission_scenes.arrange_a_visit,
    mission_scenes.change_the_visit,
    mission_scenes.do_the_works,
    mission_scenes.invoice_the_works,
    desk_scenes.look_over_everything,
    desk_scenes.use_ready_messages,
    desk_scenes.file_reports,
    desk_scenes.prepare_by_mail,
    desk_scenes.keep_homes_and_companies,
    desk_scenes.answer_an_alarm,
    desk_scenes.sort_what_waits,
    desk_scenes.letters_that_come_back,
    desk_scenes.erase_and_cover,
    trouble_scenes.links_that_lead_nowhere,
    trouble_scenes.somebody_who_guesses,
    trouble_scenes.faults_of_ours,
    trouble_scenes.links_that_are_over,
)


def take_tour(scenes: Sequence[Scene] = SCENES, *, told: Watching = unwatched) -> Tour:
    """Every stop, in the order of the scenes. Takes some seconds. `told` hears how many scenes are over."""
    # In a thread of its own: whoever asks may live in an event loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_toured, scenes, told).result()


def _toured(scenes: Sequence[Scene], told: Watching) -> Tour:
    with open_house(vouched=("travail.example",)) as house:
        guide = Guide(house)
        for number, scene in enumerate(scenes, start=1):
            scene(guide)
            told("scenes of the tour", number, len(scenes))
        return Tour(tuple(guide.stops), tuple(guide.papers))
