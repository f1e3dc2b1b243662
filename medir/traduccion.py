"""De las plantillas Jinja del kit a una plantilla de Hugo que pinta lo mismo.

Traducir el árbol, en vez de mantener una copia a mano, hace que los dos sitios sigan pintando las
mismas secciones cuando una plantilla cambia. Cubre lo que las plantillas usan; lo demás es un
ErrorDelKit con la plantilla y la línea.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import count

from jinja2 import Environment, nodes

from generador.errores import ErrorDelKit
from medir import expresiones
from medir.expresiones import Ambito, Expresion
from medir.volcado import Segura

PAGINA, COMUN = "$c", "$fijo"  # datos propios de la página y los que comparten todas
_EN_ETIQUETA = re.compile(r"<[a-zA-Z][^<>]*\Z")
_EN_ESTILO = re.compile(r'style="[^"]*\Z')


def traducir(
    entorno: Environment,
    plantilla: str,
    *,
    comunes: Collection[str],
    mapas: Collection[str] = (),
    seguras: Collection[Segura] = (),
) -> str:
    """La plantilla de Hugo de `plantilla`, con lo que incluye puesto en su sitio.

    Los nombres de `comunes` se leen de $fijo y los demás de $c; `mapas` son los que traen un
    diccionario y `seguras` los textos que ya son HTML.
    """
    # Con la llave calculada solo se sabe la raíz: basta que alguno de sus textos ya sea HTML.
    todas = frozenset(seguras) | {(raiz, "") for raiz, _ in seguras}
    traductor = _Traductor(entorno, frozenset(comunes), frozenset(mapas), todas)
    traductor.archivo(plantilla)
    return "".join(traductor.salida)


@dataclass
class _Traductor:
    entorno: Environment
    comunes: frozenset[str]
    mapas: frozenset[str]
    seguras: frozenset[Segura]
    salida: list[str] = field(default_factory=list)
    modulos: dict[str, dict[str, nodes.Macro]] = field(default_factory=dict)
    escapa: bool = True
    leido: str = ""  # el HTML fijo hasta aquí: dice si se está dentro de una etiqueta
    donde: str = ""
    numeros: count[int] = field(default_factory=count)

    def archivo(self, nombre: str) -> None:
        """Traduce un archivo de plantillas/ en el punto en que va la salida."""
        anterior, self.donde = self.donde, nombre
        self.bloque(self._arbol(nombre).body, Ambito(self.comunes, self.mapas))
        self.donde = anterior

    def bloque(self, cuerpo: Sequence[nodes.Node], ambito: Ambito) -> None:
        """Traduce cada nodo con el método que lleva su nombre."""
        for nodo in cuerpo:
            metodo = getattr(self, f"_{type(nodo).__name__.lower()}", None)
            if metodo is None:
                raise self._no_se(nodo, f"«{type(nodo).__name__}»")
            metodo(nodo, ambito)

    def _output(self, nodo: nodes.Output, ambito: Ambito) -> None:
        for parte in nodo.nodes:
            if isinstance(parte, nodes.TemplateData):
                self.salida.append(parte.data)
                self.leido = (self.leido + parte.data)[-500:]
            elif macro := self._macro_de(parte):
                self._expandir(macro, parte, ambito)
            else:
                self.salida.append(self._valor(self._expresion(parte, ambito)))

    def _valor(self, una: Expresion) -> str:
        filtro = ""
        if _EN_ESTILO.search(self.leido):
            filtro = " | safeCSS"
        elif (dentro := _EN_ETIQUETA.search(self.leido)) and dentro.group().count('"') % 2 == 0:
            filtro = " | safeHTMLAttr"
        elif una.origen in self.seguras or not (self.escapa or una.escapada):
            filtro = " | safeHTML"
        return f"{{{{ {una.go}{filtro} }}}}"

    def _if(self, nodo: nodes.If, ambito: Ambito) -> None:
        self._orden(f"if {self._expresion(nodo.test, ambito).go}")
        self.bloque(nodo.body, ambito)
        for otro in nodo.elif_:
            self._orden(f"else if {self._expresion(otro.test, ambito).go}")
            self.bloque(otro.body, ambito)
        if nodo.else_:
            self._orden("else")
            self.bloque(nodo.else_, ambito)
        self._orden("end")

    def _for(self, nodo: nodes.For, ambito: Ambito) -> None:
        if nodo.test or nodo.else_ or nodo.recursive:
            raise self._no_se(nodo, "un for con if, con else o recursivo")
        lista = self._expresion(nodo.iter, ambito)
        n = next(self.numeros)
        self._orden(f"$lista{n} := {lista.go}")
        self._orden(f"range $i{n}, $x{n} := $lista{n}")
        elemento = Expresion(f"$x{n}", lista.origen)
        dentro = ambito.con_bucle(f"$i{n}", f"$lista{n}")
        if isinstance(nodo.target, nodes.Name):
            dentro = dentro.con(nodo.target.name, elemento)
        elif isinstance(nodo.target, nodes.Tuple):
            for i, parte in enumerate(nodo.target.items):
                if not isinstance(parte, nodes.Name):
                    raise self._no_se(nodo, "un destino anidado")
                dentro = dentro.con(parte.name, Expresion(f"(index $x{n} {i})", lista.origen))
        self.bloque(nodo.body, dentro)
        self._orden("end")

    def _assign(self, nodo: nodes.Assign, ambito: Ambito) -> None:
        if not isinstance(nodo.target, nodes.Name):
            raise self._no_se(nodo, "una asignación múltiple")
        ambito.propios[nodo.target.name] = self._guardar(self._expresion(nodo.node, ambito))

    def _include(self, nodo: nodes.Include, ambito: Ambito) -> None:
        if not isinstance(nodo.template, nodes.Const):
            raise self._no_se(nodo, "un include con nombre calculado")
        anterior, self.donde = self.donde, nodo.template.value
        self.bloque(self._arbol(self.donde).body, ambito)
        self.donde = anterior

    def _import(self, nodo: nodes.Import, ambito: Ambito) -> None:
        if not isinstance(nodo.template, nodes.Const):
            raise self._no_se(nodo, "un import con nombre calculado")
        arbol = self._arbol(nodo.template.value)
        self.modulos[nodo.target] = {m.name: m for m in arbol.find_all(nodes.Macro)}

    def _scopedevalcontextmodifier(
        self, nodo: nodes.ScopedEvalContextModifier, ambito: Ambito
    ) -> None:
        opciones = {o.key: o.value.as_const() for o in nodo.options}
        anterior, self.escapa = self.escapa, bool(opciones.get("autoescape", self.escapa))
        self.bloque(nodo.body, ambito)
        self.escapa = anterior

    def _scope(self, nodo: nodes.Scope, ambito: Ambito) -> None:
        self.bloque(nodo.body, ambito)

    def _macro_de(self, nodo: nodes.Expr) -> nodes.Macro | None:
        if not (isinstance(nodo, nodes.Call) and isinstance(nodo.node, nodes.Getattr)):
            return None
        modulo = nodo.node.node
        macros = self.modulos.get(modulo.name, {}) if isinstance(modulo, nodes.Name) else {}
        return macros.get(nodo.node.attr)

    def _expandir(self, macro: nodes.Macro, llamada: nodes.Expr, ambito: Ambito) -> None:
        if not isinstance(llamada, nodes.Call) or len(llamada.args) != len(macro.args):
            raise self._no_se(llamada, f"la llamada a {macro.name} con otros argumentos")
        dentro = Ambito(self.comunes, self.mapas)
        for parametro, valor in zip(macro.args, llamada.args, strict=True):
            dentro.propios[parametro.name] = self._guardar(self._expresion(valor, ambito))
        self.bloque(macro.body, dentro)

    def _guardar(self, una: Expresion) -> Expresion:
        """Deja el valor en una variable propia: así se calcula una vez y no choca con otra."""
        variable = f"$v{next(self.numeros)}"
        self._orden(f"{variable} := {una.go}")
        return Expresion(variable, una.origen, una.escapada)

    def _expresion(self, nodo: nodes.Node, ambito: Ambito) -> Expresion:
        try:
            return expresiones.traducir(nodo, ambito)
        except NotImplementedError as causa:
            raise self._no_se(nodo, str(causa)) from causa

    def _orden(self, texto: str) -> None:
        self.salida.append(f"{{{{ {texto} }}}}")

    def _arbol(self, nombre: str) -> nodes.Template:
        if self.entorno.loader is None:
            raise ErrorDelKit("el entorno no tiene de dónde leer plantillas")
        fuente = self.entorno.loader.get_source(self.entorno, nombre)[0]
        return self.entorno.parse(fuente, nombre)

    def _no_se(self, nodo: nodes.Node, que: str) -> ErrorDelKit:
        return ErrorDelKit(
            f"{self.donde}:{nodo.lineno}: no se sabe traducir {que} a Hugo; agréguelo en medir/"
        )
