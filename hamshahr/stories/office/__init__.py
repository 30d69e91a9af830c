"""The newsroom in the office: its registers and its acts; the text itself is written in Wagtail's editor."""
