from ninja import Router, Status

router = Router()


@router.get("/{path:rest}", response={404: dict}, include_in_schema=False)
def nowhere(request, rest: str):
    """An unknown address of the API answers as the API does."""
    return router.api.create_response(
        request, {"faults": [{"parameter": "path", "fault": "Nothing here."}]}, status=404
    )
