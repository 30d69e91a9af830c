"""The key that a form carries so that it is carried out once, and the place where what is typed is kept."""

from django import template

from hamshahr.accounts import receipts

register = template.Library()


@register.inclusion_tag("accounts/_once.html", takes_context=True)
def once(context, address="", is_fresh=False):
    """A hidden field for a form that is sent to ``address``, or to the address of the page.

    A form that comes back with mistakes keeps its key, unless ``is_fresh`` says that the key is used up.
    """
    request = context["request"]
    request.has_form_once = True  # the foot of the page adds the script
    is_back = not address and not is_fresh and request.method == "POST"
    address = address or request.path
    return {
        "name": receipts.FIELD,
        "key": (is_back and receipts.key_of(request)) or receipts.new_key(),
        "place": f"kept:{request.user.pk}:{receipts.place_of(address)}",
        "address": address,
    }
