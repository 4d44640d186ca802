"""Jinja2 for pages of many small pieces: escaping, calling and importing as Jinja does, without what nobody looks at.

Each class overrides one method of Jinja's own; where a later Jinja no longer asks it, pages are as they are, slower.
"""

import re
from functools import _lru_cache_wrapper
from types import FunctionType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

means_something = re.compile("[&<>'\"]").search
"""Whether a text has a sign that HTML reads as something else."""

PLAIN = {FunctionType, _lru_cache_wrapper}
"""What is called without further questions, unless it asks for the context."""


def written(value: Any) -> str:
    """What stands in the page for `value`: escaped unless it is markup already."""
    kind = type(value)
    if kind is Markup or (kind is str and means_something(value) is None):
        return value  # type: ignore[no-any-return]
    return escape(value)


class LeanCode(CodeGenerator):
    """Puts out pieces by `written`: most of them are words and cards that are markup already."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class LeanContext(Context):
    """Calls a function at once: what templates call are functions, a hundred times a page."""

    def call(self, called: Any, /, *args: Any, **given: Any) -> Any:
        if type(called) not in PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **given)
        given.pop("_block_vars", None)
        given.pop("_loop_vars", None)
        return called(*args, **given)


class LeanTemplate(Template):
    """Imported as it was made once: no page brings globals of its own, for which it would be made anew."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class LeanEnvironment(Environment):
    code_generator_class = LeanCode
    context_class = LeanContext
    template_class = LeanTemplate
    written = staticmethod(written)
