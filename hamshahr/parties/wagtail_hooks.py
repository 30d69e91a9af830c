"""The registers of parties join the office."""

from wagtail import hooks

from .office.registers import PartiesGroup


@hooks.register("register_admin_viewset")
def parties():
    return PartiesGroup()
