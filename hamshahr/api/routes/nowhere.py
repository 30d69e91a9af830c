from django.http import Http404
from ninja import Router

router = Router()


@router.get("/{path:rest}", include_in_schema=False)
def nowhere(request, rest: str):
    """An unknown address of the API answers as the API does, not with a page."""
    raise Http404
