"""The letters of this room, each in the language of its reader."""
