"""Words that nobody should type: what runs, what breaks lines and heads, what is long, turned round or nothing."""

WORDS = (
    "<script>steal()</script>", '"><img src=x onerror=steal()>', "<svg/onload=steal()>", "javascript:steal()",
    "{{ 7*7 }}{% now 'Y' %}", "${7*7}#{7*7}<%= 7*7 %>", "'; DROP TABLE parties_party; --", "1 OR 1=1",
    "=HYPERLINK(\"http://e.org\")", "@SUM(1)|cmd", "a\r\nBcc: all@example.org\r\n\r\nsteal()", "a\x00b",
    "\x1b[31m\x07\x08",
    "\u202egnp.exe\u202c", "\u2066a\u2069\u200f\u200e", "Z" + "\u0351\u0322" * 200, "ش" + "ـ" * 500 + "هر",
    "\U0001f469\u200d\U0001f680\U0001f1ee\U0001f1f7", "۱۲3٤٥", "\ufffe\uffff\U000e0041",
    "x" * 10_000, "   \u200c\u00a0\u3000 ",
)  # fmt: skip
