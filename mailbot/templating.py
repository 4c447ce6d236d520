"""Templates: strict about the facts that they are given, and set as print is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import BuiltinMethodType, CodeType, FunctionType
from typing import Any, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, UndefinedError, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Macro

from mailbot.typography import (
    before_tax,
    clip,
    counted,
    day,
    day_and_year,
    full_month,
    gist,
    hour,
    hours,
    in_figures,
    listed,
    moment,
    moment_and_year,
    titled,
    typeset,
    with_tax,
)


class MissingFact(LookupError):
    """A template asked for a fact that it was not given, or that cannot be printed. The message names it."""


class Template:
    """One compiled template, whole or block by block."""

    def __init__(self, template: Any) -> None:
        self._template = template

    def open(self, facts: Mapping[str, object]) -> "OpenTemplate":
        """This template with the facts in hand, ready to say its blocks."""
        return OpenTemplate(self._template, facts)

    def render(self, facts: Mapping[str, object]) -> str:
        """The whole template."""
        return "".join(self.pieces(facts))

    def pieces(self, facts: Mapping[str, object]) -> tuple[str, ...]:
        """The whole template, in the order in which it says itself and what it is given."""
        try:
            return tuple(self._template.root_render_func(self._template.new_context(dict(facts))))
        except UndefinedError as error:
            raise _fact_named(self._template, error) from error

    def said_always(self) -> frozenset[str]:
        """The pieces that are the template's own."""
        return frozenset(_texts(self._template.root_render_func.__code__))


class OpenTemplate:
    """A template and its facts. Blocks are said one at a time; one that the file does not have is empty."""

    def __init__(self, template: Any, facts: Mapping[str, object]) -> None:
        self._template = template
        self._context = template.new_context(dict(facts))

    def say(self, block: str) -> str:
        said = self._template.blocks.get(block)
        if said is None:
            return ""
        try:
            return "".join(said(self._context))
        except UndefinedError as error:
            raise _fact_named(self._template, error) from error


class Templates:
    """The templates of one language, strict: a missing fact is an error that names it, never a blank.

    `shared` names a template whose top-level tables and macros every other one may use. `finish` is applied to every
    printed value. `prose` says that the sources are sentences, whose spaces and apostrophes are set as print does.
    """

    def __init__(
        self,
        language: str,
        *,
        autoescape: bool,
        prose: bool = False,
        functions: Mapping[str, Callable[..., object]] | None = None,
        finish: Callable[[object], str] | None = None,
        shared: str | None = None,
    ) -> None:
        self.language = language
        self._ready: dict[str, Template] = {}
        self._environment = _Engine(
            loader=FileSystemLoader(templates_folder()),
            undefined=StrictUndefined,
            autoescape=autoescape,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            finalize=_finishing(finish),
            extensions=[_TYPESETTERS[language]] if prose else [],
        )
        self._environment.filters.update(_filters(language))
        self._environment.globals.update(functions or {}, language=language, given=is_given, missing=_missing)
        if shared is not None:
            self._environment.globals.update(_exported(self._environment.get_template(shared)))

    def get(self, name: str) -> Template:
        """The template of this path below the templates' folder, compiled once."""
        if name not in self._ready:
            self._ready[name] = _ready(self._environment.get_template(name))
        return self._ready[name]

    def tables(self, name: str) -> Mapping[str, Any]:
        """What the template of this path sets at its top: words by their codes."""
        return _exported(self._environment.get_template(name))

    def compile(self, source: str) -> Template:
        """A template whose source is already at hand."""
        return _ready(self._environment.from_string(source))


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def templates_folder() -> Path:
    """Where the templates are: inside the installed package, else beside it in the checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "templates"
    return packaged if packaged.is_dir() else here.parent / "templates"


_CALLED_PLAINLY = frozenset({FunctionType, BuiltinMethodType, Macro})


class _Facts(Context):
    """What a template has in hand. A letter calls functions of ours sixty times: they are called as they are, and only
    what wants to know the context goes the engine's long way."""

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:
        if type(called) in _CALLED_PLAINLY and not hasattr(called, "jinja_pass_arg"):
            if named:
                named.pop("_loop_vars", None)
                named.pop("_block_vars", None)
            return called(*given, **named)
        return super().call(called, *given, **named)


_ABSENT = object()


class _Engine(Environment):
    """Facts are dicts: what they hold is asked for before what a dict can do, and most often nothing else is."""

    context_class = _Facts

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            if attribute in obj:
                return obj[attribute]
        elif (found := getattr(obj, attribute, _ABSENT)) is not _ABSENT:
            return found
        return super().getattr(obj, attribute)


def _ready(template: Any) -> Template:
    # The engine keeps what is shared in a ChainMap and walks it key by key for each page: a dict is copied whole.
    template.globals = dict(template.globals)
    return Template(template)


def _fact_named(template: Any, error: UndefinedError) -> MissingFact:
    """The template engine's complaint about an absent fact, as ours."""
    return MissingFact(f"{template.name or 'a template'}: {error.message}")


def _finishing(finish: Callable[[object], str] | None) -> Callable[[object], object] | None:
    if finish is None:
        return None
    return lambda value: value if isinstance(value, Undefined) else finish(value)


def _exported(template: Any) -> dict[str, object]:
    return {name: value for name, value in vars(template.module).items() if not name.startswith("_")}


def is_given(value: object) -> bool:
    """Whether a fact that may be absent is there and says something."""
    return not isinstance(value, Undefined) and bool(value)


def _missing(what: str) -> NoReturn:
    raise MissingFact(f"there is not {what}")


class _Typesetter(Extension):
    """Sets the words of a template, once, when it is compiled; what is printed into it is left alone."""

    language = "fr"

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            if token.type in ("data", "string"):
                yield Token(token.lineno, token.type, typeset(token.value, self.language))
            else:
                yield token


class _EnglishTypesetter(_Typesetter):
    language = "en"


_TYPESETTERS: dict[str, type[Extension]] = {"fr": _Typesetter, "en": _EnglishTypesetter}


def _filters(language: str) -> dict[str, Callable[..., object]]:
    def zoned(say: Callable[..., str]) -> Callable[..., str]:
        @pass_context
        def filtered(context: Context, value: object, *more: object) -> str:
            return say(_solid(value), *map(_solid, more), language=language, time_zone=str(context["time_zone"]))

        return filtered

    return {
        "day": zoned(day),
        "that_day": lambda on: day(str(_solid(on)), language=language, time_zone="UTC"),
        "day_and_year": zoned(day_and_year),
        "figures": zoned(in_figures),
        "moment": zoned(moment),
        "moment_and_year": zoned(moment_and_year),
        "month": lambda month: full_month(str(_solid(month)), language),
        "hours": zoned(hours),
        "hour": zoned(hour),
        "with_tax": lambda amount: with_tax(_solid(amount), language),
        "before_tax": lambda amount: before_tax(_solid(amount), language),
        "counted": lambda number, one, many: counted(_solid(number), one, many, language),
        "listed": lambda items: listed(list(_solid(items)), _AND[language]),
        "listed_or": lambda items: listed(list(_solid(items)), _OR[language]),
        "in_words": lambda code, table: in_words(_solid(code), table),
        "clip": lambda text, length: clip(str(_solid(text)), length),
        "gist": lambda text, length: clip(gist(str(_solid(text))), length),
        "titled": lambda name: titled(str(_solid(name)), language),
    }


def _solid(value: Any) -> Any:
    if isinstance(value, Undefined):
        str(value)  # says which fact is absent
    return value


_AND = {"fr": "et", "en": "and"}
_OR = {"fr": "ou", "en": "or"}


def in_words(code: object, table: Mapping[object, object]) -> object:
    """What a template's table calls a code; a code that it lacks is named."""
    if code not in table:
        raise MissingFact(f"no words for {code!r} among {', '.join(map(str, table))}")
    return table[code]
