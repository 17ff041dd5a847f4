"""Which items go out together: those of each objective, and those of each form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.forms import Form, pool
from exercises.items import Item
from exercises.reading.data_files import load_objectives


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The items of an objective, or those of a *form* in its order."""

    id: str
    title: str
    items: tuple[Item, ...]
    form: Form | None = None


def groups(
    bank: Mapping[str, Item], forms: Mapping[str, Form], *, only: str | None = None
) -> tuple[Group, ...]:
    """Return the objectives in the order of the book, then the forms; *only* names one form.

    An objective holds what may be practiced: what a form takes at one go stands in that form
    alone, or whoever practices by objective has met it before.
    """
    taken = tuple(
        Group(id=form.id, title=form.title, items=tuple(bank[name] for name in form.items),
              form=form)
        for form in forms.values()
        if only in (None, form.id)
    )  # fmt: skip
    if only is not None:
        return taken
    practiced = [bank[name] for name in pool(bank, forms.values())]
    by_objective = (
        Group(id=name, title=title, items=tuple(i for i in practiced if i.objective == name))
        for name, title in load_objectives().items()
    )
    return (*(group for group in by_objective if group.items), *taken)
