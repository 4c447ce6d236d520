"""How long a letter takes to write, once its stationery is cut. The bar: half a millisecond."""

import time

from mailbot.outbound.letters import write_letter
from mailbot.outbound.samples import TILLEUL, samples
from mailbot.vocabulary import LetterKind

BAR = 0.5
ROUNDS = 200


def main() -> None:
    known = {kind.value for kind in LetterKind}
    letters = [(sample.kind, sample.facts) for sample in samples() if sample.code in known]

    started = time.perf_counter()
    for kind, facts in letters:
        write_letter(kind, "fr", facts, TILLEUL)
    print(f"first round, templates compiled: {1000 * (time.perf_counter() - started):.0f} ms")

    slowest = 0.0
    total = 0.0
    sizes = []
    for kind, facts in letters:
        started = time.perf_counter()
        for _ in range(ROUNDS):
            letter = write_letter(kind, "fr", facts, TILLEUL)
        each = 1000 * (time.perf_counter() - started) / ROUNDS
        slowest, total = max(slowest, each), total + each
        sizes.append(len(letter.html.encode()))
    mean = total / len(letters)
    print(f"letters: {mean:.3f} ms each, slowest {slowest:.3f} ms, bar {BAR} ms: {'held' if mean <= BAR else 'MISSED'}")
    print(f"html: {min(sizes) / 1000:.1f} to {max(sizes) / 1000:.1f} kB (Gmail clips near 102)")


if __name__ == "__main__":
    main()
