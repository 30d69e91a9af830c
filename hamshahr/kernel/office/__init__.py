"""What the registers of every room share in the office: how Wagtail's admin keeps, shows and changes our things.

Only ``wagtail_hooks`` and what they import may import from here, for Wagtail's views ask for all models.
"""
