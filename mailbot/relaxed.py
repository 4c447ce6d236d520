"""Bodies and header fields as signatures see them: what may change on the way makes no difference (RFC 6376, 3.4)."""


def relaxed_body(body: bytes) -> bytes:
    """A body with CRLF line ends, `relaxed`: blanks are one, none ends a line, no empty line ends the body."""
    body = _with_single_blanks(body).replace(b" \r\n", b"\r\n")
    body = body[: end_of_last_line(body)]
    return body + b"\r\n" if body else b""


def relaxed_field(name: bytes, value: bytes) -> bytes:
    """A header field, `relaxed`, without its line end: folds are gone, blanks are one, none stands at an edge."""
    return name.lower() + b":" + _with_single_blanks(value.replace(b"\r\n", b"")).strip(b" ")


def end_of_last_line(body: bytes) -> int:
    """Where the lines end that are not empty: those at the end of a body do not count (RFC 6376, section 3.4.3)."""
    end = len(body)
    for lines in (_MANY_LINES, b"\r\n"):
        while body.endswith(lines, 0, end):
            end -= len(lines)
    return end


_MANY_LINES = b"\r\n" * 4_096


def _with_single_blanks(octets: bytes) -> bytes:
    """Each run of blanks as one. Runs are halved: an expression would keep what is between them apart, fifty octets
    for each."""
    octets = octets.replace(b"\t", b" ")
    while b"  " in octets:
        octets = octets.replace(b"  ", b" ")
    return octets
