"""Jinja2 for pages of many small pieces: escaping and importing as Jinja does them, without what nobody looks at.

Both classes override one method of Jinja's own; where a later Jinja no longer asks it, pages are as they are, slower.
"""

from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape


def written(value: Any) -> str:
    """What stands in the page for `value`: escaped unless it is markup already."""
    return value if type(value) is Markup else escape(value)


class LeanCode(CodeGenerator):
    """Puts out pieces by `written`: most of them are words and cards that are markup already."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class LeanTemplate(Template):
    """Imported as it was made once: no page brings globals of its own, for which it would be made anew."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class LeanEnvironment(Environment):
    code_generator_class = LeanCode
    template_class = LeanTemplate
    written = staticmethod(written)
