"""The pages of resolutions, duties and minutes."""
