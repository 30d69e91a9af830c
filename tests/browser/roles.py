"""The people of a call in their windows: each opens pages, types, presses and reads."""

from contextlib import ExitStack

# Who reads in which language, and how wide.
WINDOWS = {
    "sara": ("en", 1280),
    "pau": ("en", 1280),
    "mina": ("fa", 360),
    "laleh": ("fa", 1280),
    "jun": ("en", 1280),
    "leila": ("en", 1280),
    "amara": ("en", 1280),
    "parisa": ("fa", 360),
}
SEEN = "document.querySelector('main').dataset.seen = 'yes'"


class Role:
    """One person at the own window."""

    def __init__(self, page, language):
        self.page, self.language = page, language

    def open(self, path):
        """Go to an address; one of the site is meant in the person's language."""
        self.page.goto(path if path.startswith(("/", "http")) else f"/{self.language}/{path}")

    def another_tab(self):
        """A further tab of the same person, with the same faults to count."""
        tab = self.page.context.new_page()
        tab.faults = self.page.faults
        tab.goto(self.page.url)
        return Role(tab, self.language)

    def follow(self, place, text=None):
        """Follow a link, or press a button that leads on, and wait for what comes."""
        self.page.evaluate(SEEN)
        self.page.locator(place).filter(has_text=text, visible=True).first.click()
        self.page.locator("main:not([data-seen])").wait_for()
        self.page.wait_for_load_state()

    def fill(self, **typed):
        """Type into fields by their names: a line, a choice, a tick."""
        for name, value in typed.items():
            field = self.page.locator(f"main [name='{name}']:visible")
            kind = field.first.evaluate("field => field.type")
            if kind == "select-one":
                field.select_option(**choice(field, value))
            elif kind in {"checkbox", "radio"}:
                for each in value if isinstance(value, list) else [value]:
                    self.page.check(f"main [name='{name}'][value='{each}']" if each != "on" else f"[name='{name}']")
            else:
                field.fill(value)

    def send(self, name=None, **typed):
        """Fill a form and send it, by the button of that name and value where there are several."""
        self.fill(**typed)
        form = f"form:has([name='{next(iter(typed))}'])" if typed else "form[method=post]"
        button = f"button[name={name[0]}][value={name[1]}]" if name else "button[type=submit]"
        self.follow(f"main {form} {button}")

    def send_without_line(self, button, **typed):
        """Fill a form and send it while the line is cut; the form says so, and the line is back afterwards."""
        self.fill(**typed)
        self.page.context.set_offline(True)
        self.page.locator(f"main {button}:visible").first.click()
        self.page.locator("[data-said=cut]:visible").wait_for()
        self.page.context.set_offline(False)
        self.page.faults = [fault for fault in self.page.faults if "ERR_INTERNET_DISCONNECTED" not in fault]

    def do(self, **typed):
        """Fill the form of an act of the office and carry it out."""
        self.fill(**typed)
        self.follow(".office-act .office-buttons button[type=submit]:not([name])")

    def act(self, offer, **typed):
        """Do what the page of a thing in the office offers."""
        self.follow(".office-offers a", offer)
        self.do(**typed)

    def of_list(self, register, offer, **typed):
        """Do what a register of the office offers as a whole."""
        self.open(f"/office/{register}/")
        self.follow("main a", offer)
        self.do(**typed)

    def choose(self, field, words):
        """Choose a thing of the office in its window."""
        self.page.locator(f"#id_{field}-chooser .unchosen button").click()
        self.page.fill(".modal input[name=q]", words)
        self.page.locator(".modal [data-chooser-modal-choice]", has_text=words).first.click()
        self.page.locator(f"#id_{field}-chooser .chooser__title", has_text=words).wait_for()

    def find(self, register, words):
        """The page of the first thing that a search in a register of the office finds."""
        self.open(f"/office/{register}/?q={words}")
        self.follow("#listing-results .title a")

    def refused(self):
        """The faults that the browser noted of answers that refuse; afterwards none is noted."""
        found, self.page.faults = [each for each in self.page.faults if " 422 " in each or " 404 " in each], []
        return found

    def status(self, path):
        """With what a page answers this person, without opening it."""
        return self.page.request.get(path).status

    @property
    def said(self):
        return self.page.locator("main").inner_text()

    def href(self, place, text=None):
        return self.page.locator(place).filter(has_text=text).first.get_attribute("href")


def choice(field, value):
    """The option with this value, or else with these words in it."""
    options = field.locator("option").evaluate_all("all => all.map(each => [each.value, each.textContent])")
    found = next((own for own, _words in options if own == value), None)
    return {"value": found or next(own for own, words in options if value in words)}


class Roles:
    """Everybody who plays, each in a window that stays open."""

    def __init__(self, reader, stack: ExitStack, post):
        self.reader, self.stack, self.post, self.open = reader, stack, post, {}

    def __getattr__(self, name):
        if name not in self.open:
            language, width = WINDOWS[name]
            page = self.stack.enter_context(self.reader(language, width=width, signed_in=name))
            self.open[name] = Role(page, language)
        return self.open[name]

    def stranger(self, language, name="stranger", width=1280):
        """A reader of the public pages."""
        self.open[name] = Role(self.stack.enter_context(self.reader(language, width=width)), language)
        return self.open[name]

    @property
    def faults(self):
        return {name: role.page.faults for name, role in self.open.items() if role.page.faults}
