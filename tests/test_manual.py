"""The manual is built without a warning, leads nowhere wrong, asks for nothing from elsewhere, and says what is so."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer
import yaml
from typer.testing import CliRunner

from mailbot.cli import app
from mailbot.settings import Settings, read_settings
from manual import commands, references, settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
ZENSICAL = Path(sys.executable).parent / "zensical"


_LOADED = frozenset({"stylesheet", "icon", "preload", "preconnect", "modulepreload"})


class _Read(HTMLParser):
    """What a page names, what it asks for at once, and where one can go to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in _LOADED:
            self.loads.append(given["href"])
        if "src" in given:
            self.loads.append(given["src"])


@cache
def read(page: Path) -> _Read:
    reader = _Read()
    reader.feed(page.read_text("utf-8"))
    return reader


def built(source: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """The manual of a folder, built strictly by its own settings."""
    shutil.copytree(source / "docs", into / "docs")
    shutil.copy(source / "zensical.toml", into)
    command = [str(ZENSICAL), "build", "--strict", "--clean"]
    return subprocess.run(command, cwd=into, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual")
    done = built(ROOT, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    return folder / "build" / "docs"


def wrong_links(site: Path) -> Iterator[str]:
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        for link in (*read(page).links, *read(page).loads):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            to = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            to = to / "index.html" if to.is_dir() else to
            if not to.is_file() or (
                parts.fragment and to.suffix == ".html" and unquote(parts.fragment) not in read(to).places
            ):
                yield f"{page.relative_to(site)}: {link}"


def test_every_link_and_anchor_of_the_manual_leads_somewhere(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 40
    assert list(wrong_links(site)) == []


def test_the_manual_asks_for_nothing_from_elsewhere(site: Path) -> None:
    asked = {load for page in site.rglob("*.html") for load in read(page).loads}
    assert {load for load in asked if urlsplit(load).scheme not in ("", "data") or load.startswith("//")} == set()
    for style in site.rglob("*.css"):
        assert re.findall(r"url\((?![\"']?(?:data:|[^):]+\)))[^)]*\)", style.read_text("utf-8")) == []
    assert "unpkg.com" not in (site / "index.html").read_text("utf-8")


def test_every_picture_of_the_manual_says_what_it_shows(site: Path) -> None:
    for page in PAGES:
        for words, _path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
            assert len(words) > 20, page


def in_menu(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for each in entry if isinstance(entry, list) else entry.values() if isinstance(entry, dict) else ():
        yield from in_menu(each)


def test_each_page_is_in_the_menu_once() -> None:
    shown = list(in_menu(tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]["nav"]))
    assert sorted(shown) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_what_the_code_says_of_itself_is_what_the_manual_says() -> None:
    stale = [path.name for path, text in references.pages(ROOT).items() if path.read_text("utf-8") != text]
    assert stale == [], "run `make reference`"


def test_a_link_that_leads_nowhere_breaks_the_build(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "docs").mkdir(parents=True)
    (source / "docs" / "index.md").write_text("# One\n\n[two](two.md) [three](#three)\n", "utf-8")
    (source / "zensical.toml").write_text('[project]\nsite_name = "x"\nnav = ["index.md"]\n', "utf-8")

    done = built(source, tmp_path / "into")

    assert done.returncode != 0
    assert "2 issues found" in done.stdout + done.stderr


def test_each_setting_is_in_the_reference_with_a_sentence_and_secrets_are_marked() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| [^|]+ \| (.+) \|$", settings.page(), re.MULTILINE))
    assert list(rows) == [name.upper() for name in Settings.model_fields]
    assert all(len(words.split()) > 1 for words in rows.values())
    assert {name for name, words in rows.items() if words.startswith("**Secret.**")} == {
        "DATABASE_URL", "DOORBELL_URL", "BLOBS_URL", "BLOBS_SECRET", "RELAY_URL", "KEYS",
    }  # fmt: skip


def test_each_example_of_a_setting_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.findall(r"^\| `([A-Z_]+)` .*Example: `([^`]+)` \|$", settings.page(), re.MULTILINE)
    assert len(found) > 15
    for name, example in found:
        if "…" not in example and not example.startswith("/"):  # neither cut nor a file of some machine
            given = {name.lower(): example} | ({"authserv_id": "x"} if name == "AUTHSERV_ID" else {})
            if name != "SMTPS_PORT":  # it wants a certificate beside it
                assert read_settings(**given), name


@cache
def known_commands() -> dict[str, frozenset[str]]:
    """Each command with its options."""
    command = typer.main.get_command(app)
    return {
        path.removeprefix("mailbot "): frozenset(
            option for each in found.params for option in (*each.opts, *each.secondary_opts) if option.startswith("--")
        )
        for path, found in commands._walk("mailbot", command)
    }


_CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def said_commands(text: str) -> Iterator[list[str]]:
    """Each `mailbot …` of a page, in words."""
    for block, span in _CODE.findall(text):
        for line in (block or span).splitlines():
            for said in re.findall(r"(?:^|[\s/;&(-])mailbot ([a-z][a-z-]*(?: [^#;&|>…`)]*)?)", line):
                with_quotes = said.replace("'", "")
                yield shlex.split(with_quotes)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_command_in_the_manual_is_one_and_takes_these_options(page: Path) -> None:
    known = known_commands()
    for words in said_commands(page.read_text("utf-8")):
        name = next((name for name in (" ".join(words[:2]), words[0]) if name in known), None)
        if name is None:
            assert words[0] in {"keys", "migrate,", "read,"} or page.parent.name == "decisions", words
            continue
        options = {word.partition("=")[0].rstrip(".,:") for word in words if word.startswith("--")}
        assert options <= known[name] | {"--help"}, (page.name, words)


def test_each_module_and_target_that_the_manual_runs_is_there() -> None:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    for module in set(re.findall(r"python -m ([a-z_.]+[a-z])", text)):
        assert importlib.util.find_spec(module) is not None, module
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets


def test_each_setting_that_is_named_is_one() -> None:
    known = {f"MAILBOT_{name.upper()}" for name in Settings.model_fields}
    for page in PAGES:
        named = set(re.findall(r"MAILBOT_[A-Z_]*[A-Z]", page.read_text("utf-8")))
        assert named <= known | {"MAILBOT_SMPT_PORT"}, page


_MADE = frozenset({"deploy/containers.env", "deploy/database.env"})
"""By whoever reads it."""


def test_each_file_that_the_manual_names_is_there() -> None:
    for page in PAGES:
        if page.parent.name == "decisions":
            continue  # of their day
        named = re.findall(
            r"(?<![\w/.:])((?:mailbot|tests|templates|docs|bench|deploy|scripts|migrations)/[\w./-]*\w)(?![*…\w])",
            page.read_text("utf-8"),
        )
        assert [name for name in set(named) if not (ROOT / name).exists() and name not in _MADE] == [], page


def said_in(page: str, title: str) -> list[list[str]]:
    """The commands of one section, in their order."""
    text = (DOCS / page).read_text("utf-8").partition(f"{title}\n")[2]
    return list(said_commands(text.partition("\n## ")[0].partition("\n### ")[0]))


def done(words: list[str], **named: str) -> str:
    ran = CliRunner().invoke(app, [named.get(word, word) for word in words], catch_exceptions=False)
    assert ran.exit_code == 0 or words[0] == "status", (words, ran.output)  # its disk may be a small one
    return ran.output


def test_the_first_agency_and_the_drill_go_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a machine is not run here: `serve`, `doctor` and `web`."""
    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MAILBOT_DISK_RESERVE", "0")
    named = {"mine.toml": str(ROOT / "mailbot/demo/agency.toml"), "KEY": "tilleul", "FOLDER": str(DOCS / "import")}
    first = [words for words in said_in("getting-started.md", "## Your own agency") if words[0] not in _OF_A_MACHINE]
    assert [words[0] for words in first] == ["agency", "migrate", "agency", "import", "status"]
    for words in first:
        done(words, **named)
    done(["import", "KEY", "FOLDER"], **named)
    done(["backup", str(tmp_path / "house.tar")])

    monkeypatch.setenv("MAILBOT_DATA_DIR", str(tmp_path / "drill"))
    drill = [words for words in said_in("operating.md", "### The drill") if words[0] not in _OF_A_MACHINE]
    backup = next(word for word in drill[0] if word.endswith(".tar"))
    assert [words[0] for words in drill] == ["backup", "restore", "status", "status"]
    said = [done(words, **{backup: str(tmp_path / "house.tar")}) for words in drill[:3]]
    assert "Whole: " in said[0]
    assert "Restored as of " in said[1]
    assert "mails in" in said[2]


_OF_A_MACHINE = frozenset({"serve", "doctor", "web"})


# -- Containers -------------------------------------------------------------------------------------------------------


def compose() -> dict[str, dict[str, dict[str, object]]]:
    loaded: dict[str, dict[str, dict[str, object]]] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
    return loaded


def environment_of(name: str) -> dict[str, str]:
    lines = (ROOT / "deploy" / f"{name}.env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_containers_have_settings_that_the_start_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {name: each for name, each in compose()["services"].items() if each["image"] == "mailbot"}
    assert set(ours) == {"migrate", "smtp", "web", "work"}
    for each in ours.values():
        environment = each["environment"]
        assert isinstance(environment, dict)
        given = {**environment_of("containers"), **environment, "MAILBOT_KEYS": f"0:{'ab' * 32}"}
        assert set(given) <= {f"MAILBOT_{name.upper()}" for name in Settings.model_fields}
        with monkeypatch.context() as patched:
            for name, value in given.items():
                patched.setenv(name, value)
            taken = read_settings()
        assert taken.front_hosts == taken.trusted_proxies == ("172.30.44.1/32",)
        assert taken.metrics_port is not None


def test_the_containers_run_commands_wait_for_what_there_is_and_open_nothing_outwards() -> None:
    loaded = compose()
    services, volumes = loaded["services"], set(loaded["volumes"])
    for name, each in services.items():
        waits = each.get("depends_on", {})
        assert isinstance(waits, dict)
        assert set(waits) <= set(services), name
        ports, mounts = each.get("ports", []), each.get("volumes", [])
        assert isinstance(ports, list)
        assert isinstance(mounts, list)
        assert all(port.startswith("127.0.0.1:") for port in ports), name
        assert all(mount.startswith("/") or mount.partition(":")[0] in volumes for mount in mounts), name
        if each["image"] == "mailbot":
            command = each["command"]
            assert isinstance(command, list)
            assert command[0] in known_commands()
            asked = re.findall(r":(\d+)/healthz", str(each.get("healthcheck")))
            assert command[0] == "migrate" or [port for port in ports if port.endswith(f":{asked[0]}")], name
            assert each["read_only"] is True
            assert each["cap_drop"] == ["ALL"]


def test_the_image_copies_what_is_there_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "deploy" / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    kept = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text().splitlines()
    assert copied
    for name in chain.from_iterable(copied):
        assert (ROOT / name).exists()
        assert f"!{name}" in kept
    assert [line for line in lines if line.startswith("USER")] == ["USER mailbot"]
    live = (DOCS / "going-live.md").read_text("utf-8")
    installed = {word for line in lines if "apt-get install" in line for word in line.split() if word.startswith("lib")}
    assert installed
    assert all(package in live for package in installed)


def test_the_reference_of_the_commands_knows_each_of_them() -> None:
    page = commands.page()
    assert len(known_commands()) > 15
    for name, options in known_commands().items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert all(f"`{option}`" in section for option in options), name
