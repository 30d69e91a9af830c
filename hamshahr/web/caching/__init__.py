"""Whole pages kept for anonymous readers, and let go the moment anything they were made from changes.

Why it can never show a stale page or a private one: docs/decisions/0043-whole-pages-are-kept.md.
"""
