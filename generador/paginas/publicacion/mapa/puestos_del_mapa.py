"""El puesto de cada municipio en la medida censal y lo que el censo no contó, ya en palabras."""

from __future__ import annotations

from generador.indicadores.incertidumbre import ZONAS
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones.aviso_de_omision import aviso
from generador.paginas.territorios.secciones.puestos import escrito, frase, puestos

DOMINIOS = ("total", *ZONAS)


def de_departamento(acervo: DatosDelSitio, departamento: str) -> dict[str, dict[str, str]]:
    """Por código: `puesto`, la frase (si lleva), y por zona el aviso de omisión (si lo hay)."""
    todos = puestos(acervo)
    salida = {}
    for codigo in acervo.municipios_de(departamento):
        i = acervo.posicion_municipal[codigo]
        dichos = {
            "puesto": frase(
                [
                    _con_donde(escrito(todos.pais, i), "del país"),
                    _con_donde(escrito(todos.departamento, i, condicion=False), "del departamento"),
                ]
            ),
            **{dominio: aviso(acervo, codigo, dominio).frase for dominio in DOMINIOS},
        }
        salida[codigo] = {que: texto for que, texto in dichos.items() if texto}
    return salida


def clases(acervo: DatosDelSitio) -> str:
    """Por municipio, una letra: 2 si la cifra solo describe a los contados, 1 si pide cautela."""
    avisos = (aviso(acervo, codigo) for codigo in acervo.municipios)
    return "".join("2" if a.sin_comparar else "1" if a.cautela else "0" for a in avisos)


def _con_donde(texto: str, donde: str) -> str:
    return f"entre los municipios {donde}, {texto}" if texto else ""
