"""How long a letter takes to write, once its stationery is cut: text and HTML, every sample in both languages. The bar:
half a millisecond of this process for the median letter. What other processes take meanwhile is not counted."""

import gc
import statistics
import time

from mailbot.outbound.letters import write_letter
from mailbot.outbound.sample_cast import TILLEUL
from mailbot.outbound.samples import samples
from mailbot.vocabulary import LANGUAGES

BAR = 0.5
ROUNDS = 25


def main() -> None:
    letters = [(sample, language) for sample in samples() for language in LANGUAGES]

    started = time.process_time()
    for sample, language in letters:
        write_letter(sample.kind, language, sample.facts, TILLEUL)
    print(f"first round, templates and layout compiled: {1000 * (time.process_time() - started):.0f} ms")

    gc.collect()
    gc.freeze()
    took: list[tuple[float, str]] = []
    sizes: list[tuple[int, str]] = []
    for sample, language in letters:
        named = f"{sample.code} {sample.variant} {language}".replace("  ", " ")
        rounds = []
        for _ in range(ROUNDS):
            started = time.process_time()
            letter = write_letter(sample.kind, language, sample.facts, TILLEUL)
            rounds.append(1000 * (time.process_time() - started))
        took.append((statistics.median(rounds), named))
        sizes.append((len(letter.html.encode()), named))

    took.sort()
    median = statistics.median(each for each, _ in took)
    most = took[len(took) * 9 // 10][0]
    (slowest, slow), (largest, large) = took[-1], max(sizes)
    print(f"letters: {median:.3f} ms the median, bar {BAR} ms: {'held' if median <= BAR else 'MISSED'}")
    print(f"  nine of ten below {most:.3f} ms, the slowest {slowest:.3f} ms ({slow})")
    print(f"html: {min(sizes)[0] / 1000:.1f} to {largest / 1000:.1f} kB ({large}); Gmail clips near 102")


if __name__ == "__main__":
    main()
