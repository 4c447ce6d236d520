"""What stands in a PDF of ours, streams unfolded: for stories that look for what must not be there."""

import io
import re

from pypdf import PdfReader


def all_of(pdf: bytes) -> str:
    """Its pages on one line, its metadata, and the data inside it."""
    file = PdfReader(io.BytesIO(pdf))
    pages = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in file.pages))
    inside = [content.decode() for contents in file.attachments.values() for content in contents]
    return "\n".join([pages, str(dict(file.metadata or {})), *inside])
