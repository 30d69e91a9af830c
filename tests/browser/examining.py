"""A page looked at twice without asking for it twice: light and wide, then dark and narrow."""

from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 900}
AXE = """async () => (await axe.run({resultTypes: ['violations']})).violations.map(
    rule => [rule.id, rule.help, rule.nodes[0].html.slice(0, 160)]
)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def amiss(page, address, language):
    """What is wrong with one page: its answer, direction, accessibility, width, scripts and foreign requests."""
    page.faults.clear()
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    if answer.status >= 500 or page.locator("html").get_attribute("dir") != ("rtl" if language == "fa" else "ltr"):
        return [(answer.status, page.url)]
    page.evaluate(Axe().axe_script)
    found = looked_at(page)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    return found + looked_at(page) + [fault for fault in page.faults if "the server responded with" not in fault]


def looked_at(page):
    """What axe finds, and by how much the page is wider than its window."""
    overflow = page.evaluate(OVERFLOW)
    return page.evaluate(AXE) + ([("overflow", overflow)] if overflow > 0 else [])


def all_amiss(page, pages, language, **keys):
    """The same for many pages in one window, by their names; nothing where all is well."""
    found = {name: amiss(page, address.format(language=language, **keys), language) for name, address in pages.items()}
    return {name: faults for name, faults in found.items() if faults}
