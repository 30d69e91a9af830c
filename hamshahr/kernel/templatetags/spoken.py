"""Django's own tags of sentences and addresses, as ``kernel.templating`` makes them cheap."""

from django import template

from hamshahr.kernel import templating

register = template.Library()
register.tag("translate", templating.translate)
register.tag("trans", templating.translate)
register.tag("blocktranslate", templating.blocktranslate)
register.tag("blocktrans", templating.blocktranslate)
register.tag("url", templating.url)
