"""Cómo se compilan las plantillas: a la manera de Jinja, sin lo que en 1.156 perfiles pesa.

Jinja envuelve en `Markup` cada texto que escapa, y el envoltorio se tira al unir la página: en un
perfil son 850 veces, un tercio de pintarlo. Aquí lo escapado queda en texto. Cambia el código
compilado, no la página.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escapar  # type: ignore[attr-defined]  # sin envoltorio

_METODOS = frozenset(dir(dict))


def escapado(valor: Any) -> str:
    """`valor` como va en el HTML: lo mismo que `markupsafe.escape`, en texto."""
    if type(valor) is str:
        texto: str = escapar(valor)
        return texto
    return valor if type(valor) is Markup else escape(valor)


class Compilador(CodeGenerator):
    """El de Jinja, salvo en cómo escapa cada `{{ … }}`."""

    def write_commons(self) -> None:
        """Los nombres que usa cada función compilada, y el del escape."""
        super().write_commons()
        self.writeline("escapado = environment.escapado")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escapado(")


class Entorno(Environment):
    """El de Jinja, con ese compilador."""

    code_generator_class = Compilador
    escapado = staticmethod(escapado)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Lo mismo que en Jinja; la llave de un diccionario, sin pasar por una excepción."""
        if type(obj) is dict and attribute in obj and attribute not in _METODOS:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)
