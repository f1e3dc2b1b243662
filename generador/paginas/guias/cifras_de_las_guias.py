"""Las cifras de las guías: siempre leídas de `datos/` o calculadas con ellas."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from generador.errores import ErrorDeDatos, Lugar
from generador.formato import con_signo, numero, porcentaje, redonda
from generador.metodos import evaluacion
from generador.metodos.asignacion import repartir
from generador.metodos.metodo import IPM, PESOS_DEL_IPM
from generador.metodos.privaciones import en_centesimas, puntajes
from generador.paginas import cifras, frases_de_lectura
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias import archivos_de_las_guias

PUNTOS = "\N{NO-BREAK SPACE}p.\N{NO-BREAK SPACE}p."


class Numeros:
    """Lee y calcula con un acervo; cada método devuelve texto listo para la página."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self.acervo = acervo

    def valor(
        self, indicador: str, codigo: str, dominio: str = "total", periodo: str | None = None
    ) -> float:
        """El número crudo, para calcular; ErrorDeDatos si no lo hay: una guía no admite huecos."""
        hallado = cifras.cifra(self.acervo, indicador, codigo, dominio, periodo)
        if not hallado.hay:
            raise ErrorDeDatos(
                f"la guía pide «{indicador}» de {codigo} ({dominio}) y no hay dato",
                lugar=Lugar("datos/"),
                que_hacer="elija otro territorio, dominio o periodo para el ejemplo",
            )
        return hallado.crudo

    def cifra(
        self, indicador: str, codigo: str, dominio: str = "total", periodo: str | None = None
    ) -> str:
        """«90,6 %»: la cifra con su unidad."""
        self.valor(indicador, codigo, dominio, periodo) if self._es_numero(indicador) else None
        return cifras.cifra(self.acervo, indicador, codigo, dominio, periodo).con_unidad

    def _es_numero(self, indicador: str) -> bool:
        return self.acervo.catalogo[indicador].unidad not in ("categoria", "si_no")

    def periodo(self, indicador: str, codigo: str) -> str:
        """El año de la cifra que da `cifra`."""
        return cifras.cifra(self.acervo, indicador, codigo).periodo

    def anio(self, indicador: str) -> str:
        """El año con que el sitio lee la medida."""
        return self.acervo.vigente(indicador)

    def primer_anio(self, indicador: str) -> str:
        """El año en que la medida empieza."""
        return self.acervo.cubo.periodos(indicador)[0]

    def nombre(self, codigo: str) -> str:
        """Nombre del territorio."""
        return self.acervo.territorios[codigo].nombre

    def departamento(self, codigo: str) -> str:
        """Nombre del departamento de un municipio."""
        return self.acervo.territorios[codigo].nombre_departamento

    def personas(self, codigo: str, dominio: str = "total") -> str:
        """Personas en pobreza multidimensional, redondeadas: «25.000»."""
        return redonda(self.valor("personas_pobreza", codigo, dominio))

    def de_cada(self, codigo: str) -> str:
        """«9 de cada 10 personas»."""
        return frases_de_lectura.de_cada(self.valor("ipm_censal", codigo))

    def resto(self, indicador: str, codigo: str, dominio: str = "total") -> str:
        """Lo que le falta a un porcentaje para llegar a cien."""
        return porcentaje(100 - self.valor(indicador, codigo, dominio))

    def diferencia(self, indicador: str, uno: str, otro: str, dominio: str = "total") -> str:
        """`uno` menos `otro`, con signo y en puntos porcentuales."""
        resta = self.valor(indicador, uno, dominio) - self.valor(indicador, otro, dominio)
        return con_signo(resta) + PUNTOS

    def promedio_del_grupo(self, indicador: str, codigo: str) -> str:
        """Promedio del indicador entre los municipios del mismo grupo de capacidades."""
        periodo = self.acervo.comun((indicador, "total"), ("mdm_grupo", "total"))
        grupos = self.acervo.municipal("mdm_grupo", "total", periodo)
        suyos = grupos == self.valor("mdm_grupo", codigo, "total", periodo)
        media = float(np.nanmean(self.acervo.municipal(indicador, "total", periodo)[suyos]))
        return numero(media, self.acervo.catalogo[indicador].decimales)

    def reparto(self, codigo: str, cupos: int) -> dict[str, str]:
        """`cupos` entre cabecera y zona rural según dónde viven las personas en pobreza."""
        zonas = ("cabecera", "rural")
        pobres = [self.valor("personas_pobreza", codigo, zona) for zona in zonas]
        hecho = repartir(cupos, np.array(pobres))
        return {zona: numero(int(n)) for zona, n in zip(zonas, hecho, strict=True)}


def errores(dentro: int, fuera: int, sobran: int) -> dict[str, str]:
    """Inclusión y exclusión: objetivo con beneficio, objetivo sin él y beneficiarios ajenos."""
    hecha = evaluacion.evaluar(
        np.array([True, True, False]),
        np.array([True, False, True]),
        ponderador=np.array([dentro, fuera, sobran]),
    )
    return {
        "inclusion": porcentaje(100 * hecha.inclusion.valor),
        "exclusion": porcentaje(100 * hecha.exclusion.valor),
        "cobertura": porcentaje(100 * hecha.cobertura.valor),
        "beneficiarios": numero(dentro + sobran),
        "objetivo": numero(dentro + fuera),
    }


def puntaje(marcas: list[int]) -> dict[str, str]:
    """Puntaje de un hogar privado en las `marcas` (1 a 15) y si es pobre con cada corte."""
    fila = np.array([[1 if j in marcas else 0 for j in range(1, 16)]], dtype=np.uint8)
    suma = int(en_centesimas(puntajes(fila, IPM), IPM)[0])
    sumandos = " + ".join(numero(PESOS_DEL_IPM[j - 1]) for j in marcas)
    tercio, otro = archivos_de_las_guias.valor("k_tercio"), archivos_de_las_guias.valor("k_033")
    return {
        "suma": f"{sumandos} = {numero(suma)}",
        "puntaje": numero(suma),
        "con_un_tercio": "sí" if suma >= tercio else "no",
        "con_033": "sí" if suma >= otro else "no",
    }


def dimension(puntajes_de_items: list[int]) -> dict[str, str]:
    """Puntaje de una dimensión del diagnóstico (media sobre el máximo, de 0 a 100) y su nivel."""
    diagnostico = archivos_de_las_guias.compartidas()["diagnostico"]
    maximo = len(diagnostico["escala"]) - 1
    logrado = 100 * sum(puntajes_de_items) / (maximo * len(puntajes_de_items))
    nivel = [n for n in diagnostico["niveles"] if logrado >= n["desde"]][-1]
    return {
        "notas": ", ".join(numero(p) for p in puntajes_de_items),
        "puntaje": numero(logrado),
        "nivel": str(nivel["nombre"]).lower(),
    }


def regla(clave: str) -> str:
    """El valor de una regla con su unidad: «30 %», «tres años»."""
    una = archivos_de_las_guias.uno("reglas", "reglas", clave)
    if "texto" in una:
        return str(una["texto"])
    texto = numero(archivos_de_las_guias.valor(clave), una.get("decimales", 0))
    return f"{texto}\N{NO-BREAK SPACE}{una['unidad']}"


def valor_de_regla(clave: str) -> float:
    """El número de una regla, para calcular."""
    return archivos_de_las_guias.valor(clave)


def supuesto(cantidad: float, unidad: str = "") -> Markup:
    """Un número inventado para el ejercicio, a la vista como tal."""
    texto = numero(cantidad) + (f"\N{NO-BREAK SPACE}{unidad}" if unidad else "")
    return Markup('<span class="supuesto" title="Supuesto del ejercicio">{}</span>').format(texto)


def falta(que: str) -> Markup:
    """Lo que un documento modelo deja por llenar porque el kit no lo sabe, a la vista como tal."""
    return Markup('<mark class="falta">[{}]</mark>').format(que)
