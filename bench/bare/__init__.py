"""The reference of the story page: a stock Wagtail project, as ``wagtail start`` makes one, with one plain page."""
