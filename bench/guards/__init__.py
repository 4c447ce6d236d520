"""Takes each guard of the house away, one at a time, and sees that its test fails: `python -m bench.guards [AREA…]`.

An area is a file beside this one. One entry a guard:

    [[guard]]
    name = "a mail that fails DMARC is held"
    file = "mailbot/inbound/proof.py"
    is = "if authentication.fails:"
    becomes = "if False:"
    test = "tests/stories/test_who_wrote.py::test_a_forged_mail_is_held"

`is` stands once in its file; `becomes` is the same code without the guard; `test` is one that shows the guard at work.
Several lines are written between three quotes. Of two guards that stand behind each other in a file, so that one alone
taken away changes nothing, the second is added to the entry: `and = [{ is = "…", becomes = "…" }]`.

Each guard has its line as soon as it was tried: whether its test failed in its own body, and with what words. With
`--from NAME` it goes on where a run stopped, `--only NAME` tries some, `--trusting` leaves out the first run, as the
code is. A guard whose test still passes without it is said again at the end, and the command ends with status 1.
"""
