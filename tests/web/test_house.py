"""The web room keeps itself: words in both languages, no text outside the table, every page behind a right."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import capaian.web
from capaian.web.portal.menu import MENU
from capaian.web.ui.translation import KEYS_BUILT, table

WEB = Path(capaian.web.__file__).parent
TEMPLATES = sorted(WEB.rglob("*.html"))
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *WEB.rglob("*.py")])
OPEN = {"alive", "ready", "metrics", "home", "login", "login-code", "logout", "language", "offices"}
API = ("api-", "openapi-")
"""How the names of addresses for programs begin; ``test_outsiders`` has those."""


def test_words_are_in_both_languages_with_the_same_holes() -> None:
    def holes(text: str) -> set[str]:
        return set(re.findall(r"(?<!{){(\w+)}", text))

    odd = [key for key, (own, english) in table().items() if not own or not english or holes(own) != holes(english)]
    assert odd == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_of_its_own(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text)) in ([], ["Plt", "Plh"])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_script_and_no_style_inside(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\son\w+=|\sstyle=|<style|<script(?![^>]*src=)|javascript:|hx-on", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_words_that_a_template_asks_for_are_there(template: Path) -> None:
    for key in re.findall(r'{%\s*say "([^"|]+)"\s', template.read_text(encoding="utf-8")):
        assert key in table(), key


_SPEAKING = [path for path in WEB.rglob("*.py") if path.name not in ("words.py", "translation.py")]
WRITTEN = {
    key
    for path in [*TEMPLATES, *_SPEAKING]
    for key in re.findall(r'"([a-z][\w-]*(?:\.[\w-]+)+)"', path.read_text(encoding="utf-8"))
}
"""What looks like a key in any page or module; ``ui/translation.py`` names those that are put together."""


def test_every_key_is_written_somewhere_or_of_a_family_that_is_built() -> None:
    def built(key: str) -> bool:
        return any(key.startswith(one) if one.endswith(".") else key == one for one in KEYS_BUILT)

    assert [key for key in table() if key not in WRITTEN and not built(key)] == [], "no page says it"


def test_every_family_that_is_built_has_keys() -> None:
    assert len(set(KEYS_BUILT)) == len(KEYS_BUILT)
    for one in KEYS_BUILT:
        assert any(key.startswith(one) for key in table()), one


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: path.name)
def test_words_that_a_module_asks_for_are_there(path: Path) -> None:
    for key in re.findall(r'\b(?:say|translate)\(\s*"([^"]+)"', path.read_text(encoding="utf-8")):
        assert key in table(), key


TRIED = set(re.findall(r"@action\(.*\)\ndef (\w+)", SOURCES))
RECORDED = set(re.findall(r'\brecord\(\s*"([a-z._-]+)"', SOURCES))


@pytest.mark.parametrize("kind", sorted(TRIED | RECORDED))
def test_the_trail_has_words_for_everything_that_is_done_or_refused(kind: str) -> None:
    assert f"event.{kind.removeprefix('refused.').replace('_', '-')}" in table()


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for one in resolver.url_patterns:
        found += patterns(one) if isinstance(one, URLResolver) else [one]
    return found


def pages() -> list[URLPattern]:
    """Return every address that is for people: all but those of the API."""
    return [one for one in patterns(get_resolver()) if not str(one.name).startswith(API)]


@pytest.mark.parametrize("pattern", pages(), ids=lambda one: str(one.name))
def test_every_page_is_behind_a_right(pattern: URLPattern) -> None:
    right = hasattr(pattern.callback, "permission")
    assert pattern.name in OPEN or right or hasattr(pattern.callback, "open_to_all")


def test_the_menu_leads_somewhere() -> None:
    names = {pattern.name for pattern in patterns(get_resolver())}
    assert {name for _, name, _ in MENU} <= names


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: str(path.relative_to(WEB)))
def test_writes_are_in_modules_of_actions(path: Path) -> None:
    """Whoever looks for what changes anything opens ``actions`` or ``actions_*`` and nothing else."""
    if re.search(r"^\s*@acts\(", path.read_text(encoding="utf-8"), re.MULTILINE):
        assert path.stem == "actions" or path.stem.startswith("actions_")


TEMPLATE_LINE = 116
LONGER = {
    "auditing/examination.html": 2,
    "auditing/finding.html": 1,
    "auditing/list.html": 1,
    "auditing/part.html": 1,
    "auditing/table.html": 2,
    "auditing/turning.html": 1,
    "consolidating/city.html": 2,
    "consolidating/indicator.html": 3,
    "consolidating/place.html": 2,
    "consolidating/proposals.html": 1,
    "consolidating/tabs.html": 1,
    "inspecting/sample.html": 3,
    "planning/conflict.html": 1,
    "planning/difference.html": 1,
    "planning/draft.html": 8,
    "planning/plan.html": 2,
    "planning/variable.html": 1,
    "public/office.html": 1,
    "public/publicity.html": 2,
    "registers/table.html": 1,
    "reporting/figure.html": 2,
    "reporting/figure_rows.html": 3,
    "reporting/office.html": 1,
}
"""Lines that are one attribute or one chain of the engine's tags, in which a break would print a space."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_the_length_of_lines(template: Path) -> None:
    lines = template.read_text(encoding="utf-8").splitlines()
    name = template.as_posix().partition("/templates/")[2]
    assert sum(len(line) > TEMPLATE_LINE for line in lines) == LONGER.get(name, 0)
