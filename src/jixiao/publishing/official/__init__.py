"""The official form of a table, in every kind of file that people use."""

from jixiao.publishing.official.form import (
    Form,
    FormRow,
    Layout,
    form_of,
    layout_on,
    printed_amount,
)

__all__ = ["Form", "FormRow", "Layout", "form_of", "layout_on", "printed_amount"]
