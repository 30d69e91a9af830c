"""Acts on parties; ``hamshahr.web.city_urls`` includes them in the namespace ``parties``."""

urlpatterns: list = []
