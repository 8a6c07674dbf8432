"""The official form of a table, in every kind of file that people use."""

from jixiao.publishing.official.form import (
    Form,
    FormRow,
    Layout,
    form_of,
    layout_on,
    printed_amount,
)
from jixiao.publishing.official.prose import entry_of

__all__ = ["Form", "FormRow", "Layout", "entry_of", "form_of", "layout_on", "printed_amount"]
