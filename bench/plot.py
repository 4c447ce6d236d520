"""E"""


def svg_of(kept):
    return ""
