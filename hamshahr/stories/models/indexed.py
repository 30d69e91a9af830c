"""What the search keeps of each story that readers see or will see at its hour."""

from django.db import models

from .pages import Story


class IndexedStory(models.Model):
    """The words by which one published story is found, and its place in time.

    Derived from the story as it is published, in the same transaction; the store itself keeps the index of ``words``
    (see the migration ``search_of_stories``). ``place`` grows with the moment of the story and is its own. ``ties``
    names its language, headings, parties and bodies in one line.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="indexed")
    place = models.BigIntegerField(unique=True)
    ties = models.TextField()
    words = models.TextField()

    is_derived = True

    def __str__(self):
        return f"{self.story_id}"
