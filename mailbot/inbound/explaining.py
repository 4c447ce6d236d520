"""What was read in a mail, and by which of its words: for whoever asks why."""

from mailbot.inbound.parsing import ParsedMail
from mailbot.inbound.reading.outcome import Reading
from mailbot.inbound.reading.spans import SpanKind


def in_words(mail: ParsedMail, reading: Reading) -> str:
    """One mail explained: its kind, what is kept of it, what was folded and why, and what it asks for."""
    lines = [f"From     {mail.sender.address}", f"Subject  {mail.subject}", f"Kind     {reading.kind.value}"]
    if mail.troubles:
        lines.append(f"Trouble  {', '.join(trouble.value for trouble in mail.troubles)}")
    lines += ["", "New words"]
    lines += [f"  | {line}" for line in reading.fresh_text.splitlines()] or ["  (none)"]
    folded = [span for span in reading.spans if span.kind is not SpanKind.KEPT]
    if folded:
        lines += ["", "Folded"]
        lines += [f"  {span.kind.value}: {span.end - span.start} characters, {span.reason.value}" for span in folded]
    lines += ["", "Asks for"]
    for intent in reading.intents:
        values = ", ".join(f"{name} {value}" for name, value in intent.values.items())
        because = f"  « {' '.join(intent.because.split())} »" if intent.because else ""
        lines.append(f"  {intent.type.value}{f' ({values})' if values else ''}{because}")
    if not reading.intents:
        lines.append("  (nothing)")
    if reading.ask is not None:
        lines += ["", f"To ask back: {reading.ask.value}"]
    return "\n".join(lines)
