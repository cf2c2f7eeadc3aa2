"""The page of the gap table as a reader meets it: in a browser, on a desk and a phone, by mouse and by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE, hostile_page, shown_in

SIZES = {"desktop": (1280, 900), "tablet": (820, 1180), "phone": (390, 844)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def opened(chromium: Any, path: Path, size: str = "desktop", **context: Any) -> Iterator[Any]:
    """The page; what it says on the console, asks for or opens is kept in ``page.noise``."""
    width, height = SIZES[size]
    with chromium.new_context(viewport={"width": width, "height": height}, **context) as tab:
        page = tab.new_page()
        page.noise = []
        page.on("console", lambda message: page.noise.append(message.text))
        page.on("pageerror", lambda error: page.noise.append(str(error)))
        page.on("dialog", lambda dialog: page.noise.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: _note(request, page))
        page.goto(path.as_uri())
        yield page
        assert page.noise == []


def _note(request: Any, page: Any) -> None:
    if not request.url.startswith(("file:", "data:")):
        page.noise.append(f"request {request.url}")


def codes(page: Any) -> list[str]:
    """The disclosures that are shown, in their order."""
    shown: list[str] = page.locator("#table tbody:visible .line th button").all_inner_texts()
    return shown


def buttons(page: Any) -> Any:
    return page.locator("#table .line th button")


def focused(page: Any, ask: str = "document.activeElement.textContent") -> Any:
    return page.evaluate(ask)


@pytest.fixture(params=["desktop", "phone"], scope="module")
def tab(request: pytest.FixtureRequest, chromium: Any, gap_page: Path) -> Iterator[Any]:
    with opened(chromium, gap_page, request.param) as shown:
        yield shown


@pytest.fixture
def page(tab: Any, gap_page: Path) -> Any:
    """The page as it is at first."""
    tab.goto(gap_page.as_uri())
    return tab


class TestFilters:
    def test_at_first_everything_is_shown_and_closed(self, page: Any) -> None:
        assert len(codes(page)) == 80
        assert page.inner_text("#shown") == "80 of 80 shown"
        assert page.locator(".detail:visible").count() == 0

    def test_by_status(self, page: Any) -> None:
        page.uncheck("input[value=reported]")
        assert len(codes(page)) == 14
        page.uncheck("input[value=unexplained]")
        assert "102-10" not in codes(page)
        assert page.inner_text("#shown") == f"{len(codes(page))} of 80 shown"

    def test_by_severity(self, page: Any) -> None:
        page.select_option("#severity", "error")
        errors = codes(page)
        page.select_option("#severity", "some")
        some = codes(page)
        page.select_option("#severity", "none")
        none = codes(page)
        assert set(errors) < set(some)
        assert "102-10" in errors
        assert len(some) + len(none) == 80

    def test_by_standard(self, page: Any) -> None:
        page.select_option("#standard", "GRI 302: Energy 2016")
        assert codes(page) == ["302-1", "302-2", "302-3"]

    def test_by_words_in_the_table_and_in_what_opens(self, page: Any) -> None:
        page.fill("#search", "anti-corruption policies")
        assert codes(page) == ["205-2"]
        page.fill("#search", "LOCATION-SLASH")
        assert "102-10" in codes(page)
        page.fill("#search", "nothing of the kind")
        assert codes(page) == []
        assert page.is_visible("#nothing")

    def test_all_again(self, page: Any) -> None:
        page.fill("#search", "energy")
        page.uncheck("input[value=reported]")
        page.click("text=Show all")
        page.wait_for_function("document.getElementById('shown').textContent === '80 of 80 shown'")
        assert len(codes(page)) == 80


class TestSorting:
    def test_by_the_list_of_orders(self, page: Any) -> None:
        page.select_option("#sort", "worst")
        first = page.locator("#table tbody").first
        assert first.locator(".line .severity.error").count() > 0
        page.select_option("#sort", "status")
        statuses = page.eval_on_selector_all("#table tbody", "all => all.map(body => body.dataset.status)")
        assert statuses == sorted(
            statuses, key=["reported", "omitted", "unexplained", "unresolved", "mislabelled", "missing"].index
        )
        page.select_option("#sort", "place")
        assert codes(page)[:2] == ["102-1", "102-2"]

    def test_by_the_heads_of_columns(self, chromium: Any, gap_page: Path) -> None:
        with opened(chromium, gap_page) as page:
            head = page.locator("th[data-sort=title]")
            head.locator("button").click()
            titles = page.eval_on_selector_all("#table .line td:nth-child(2)", "all => all.map(e => e.textContent)")
            assert titles == sorted(titles, key=str.lower)
            assert head.get_attribute("aria-sort") == "ascending"
            head.locator("button").click()
            assert head.get_attribute("aria-sort") == "descending"
            assert page.locator("th[aria-sort]").count() == 1


class TestRows:
    def test_a_row_opens_what_the_index_says_and_the_cited_pages_side_by_side(self, page: Any) -> None:
        page.fill("#search", "305-1 direct")
        buttons(page).locator("visible=true").first.click()
        detail = page.locator(".detail:visible")
        assert detail.count() == 1
        pictures = detail.locator("svg.picture")
        assert pictures.count() >= 2
        for picture in pictures.all():
            box = picture.bounding_box()
            assert box["width"] > 100
            assert box["height"] > 5
        left, right = (detail.locator(".sides > div").nth(side).bounding_box() for side in (0, 1))
        wide = page.viewport_size["width"] > 900
        assert (right["x"] > left["x"] + left["width"] - 1) is wide

    def test_the_picture_of_the_row_shows_something(self, chromium: Any, gap_page: Path) -> None:
        with opened(chromium, gap_page) as page:
            buttons(page).nth(9).click()
            crop = page.locator(".detail:visible svg.picture").first
            page.wait_for_timeout(200)
            assert len(crop.screenshot()) > 2000  # letters; a white strip takes a few hundred bytes

    def test_a_cited_page_is_enlarged_even_after_sorting(self, page: Any) -> None:
        page.select_option("#sort", "title")
        page.select_option("#sort", "place")
        buttons(page).nth(0).click()
        button = page.locator(".detail:visible .enlarge").first
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        page.wait_for_timeout(50)
        assert page.locator(".detail:visible .large").count() == 1

    def test_the_map_leads_to_the_row_even_where_it_is_filtered_out(self, page: Any) -> None:
        page.uncheck("input[value=unexplained]")
        page.locator(".map a", has_text="102-10").first.click()
        page.wait_for_selector(".detail:visible")
        page.wait_for_function("document.getElementById('shown').textContent === '80 of 80 shown'")
        assert focused(page) == "102-10"
        assert buttons(page).nth(9).get_attribute("aria-expanded") == "true"

    def test_all_that_is_shown_opens_and_closes(self, page: Any) -> None:
        page.fill("#search", "302-")
        shown = len(codes(page))
        page.click("text=Open what is shown")
        assert page.locator(".detail:visible").count() == shown
        page.click("text=Close all")
        assert page.locator(".detail:visible").count() == 0


def test_the_keyboard_alone_is_enough(chromium: Any, gap_page: Path) -> None:
    with opened(chromium, gap_page) as page:
        keys = page.keyboard
        keys.press("Tab")
        assert focused(page) == "Skip to the disclosures"
        keys.press("Enter")
        keys.press("Tab")
        assert focused(page, "document.activeElement.id") == "search"
        keys.type("302-")
        assert codes(page)[:1] == ["302-1"]
        for _ in range(40):
            keys.press("Tab")
            if focused(page) == "302-1":
                break
        assert focused(page) == "302-1"
        keys.press("Enter")
        assert page.locator(".detail:visible").count() == 1
        keys.press("ArrowDown")
        assert focused(page) == codes(page)[1]
        keys.press("ArrowUp")
        keys.press("Escape")
        assert page.locator(".detail:visible").count() == 0
        assert focused(page, "getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_no_violation(chromium: Any, gap_page: Path, axe: str, size: str, scheme: str) -> None:
    with opened(chromium, gap_page, size, color_scheme=scheme, bypass_csp=True) as page:
        page.select_option("#severity", "error")
        page.click("text=Open what is shown")
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
        told = [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [320, 480, 700, 820, 900, 1024, 1100, 1280, 1920])
def test_no_column_is_squeezed_at_any_width(chromium: Any, gap_page: Path, width: int) -> None:
    with opened(chromium, gap_page) as page:
        page.set_viewport_size({"width": width, "height": 900})
        titles = page.locator("#table .line td:nth-child(2)")
        assert titles.nth(9).bounding_box()["width"] > 180
        assert page.locator("#table").bounding_box()["height"] < 16_000


@pytest.mark.parametrize("size", list(SIZES))
def test_nothing_makes_the_page_wider_than_the_screen(chromium: Any, gap_page: Path, size: str) -> None:
    with opened(chromium, gap_page, size) as page:
        page.click("text=Open what is shown")
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def test_without_its_script_everything_is_there(chromium: Any, gap_page: Path) -> None:
    with opened(chromium, gap_page, java_script_enabled=False) as page:
        assert page.locator(".detail").first.is_visible()
        assert not page.is_visible("#controls")


def test_in_print_the_controls_are_gone_and_open_rows_stay(chromium: Any, gap_page: Path) -> None:
    with opened(chromium, gap_page) as page:
        buttons(page).nth(9).click()
        page.emulate_media(media="print")
        assert not page.is_visible("#controls")
        assert page.locator(".detail:visible").count() == 1


@pytest.mark.parametrize("size", list(SIZES))
def test_hostile_text_is_shown_and_does_nothing(chromium: Any, tmp_path: Path, size: str) -> None:
    path = hostile_page(tmp_path)
    with opened(chromium, path, size) as page:
        page.click("text=Open what is shown")
        page.hover("h1")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#table img, #table script, #table iframe, h1 img, main form").count() == 1  # our own form
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        text = page.inner_text("#disclosures")
        assert all(shown_in(text, words) for words in HOSTILE)


def test_it_asks_for_nothing_and_its_own_policy_forbids_it(chromium: Any, gap_page: Path) -> None:
    with opened(chromium, gap_page) as page:
        ask: Callable[[str], Any] = page.evaluate
        assert ask("performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).length") == 0
        policy = json.loads(ask("JSON.stringify(document.querySelector('meta[http-equiv]').content)"))
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
