"""La misma base, leída por el navegador y por Python, en una forma que se puede comparar."""

from __future__ import annotations

import base64
import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import Page

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.armar import HogaresArmados, armar
from generador.metodos.hogares.columna import Columna, escribir
from generador.metodos.hogares.entrada import ComoSeDice, Entrada, Peticion
from generador.metodos.hogares.nombres import PRIVACIONES, reconocer
from generador.metodos.instrumento import Instrumento
from generador.metodos.tablas import documento

SISBEN = documento("instrumentos")["instrumentos"][0]
COMO = ComoSeDice(
    aceptar="elija «Seguir sin esos datos»",
    filas="elija «Una persona» o «Un hogar»",
    decimal="elija «Coma» o «Punto»",
)
Dicho = dict[str, Any]

ARMAR = """([datos, opciones]) => {
  const H = KitHogares;
  const lista = (valores) => valores && Array.from(valores);
  try {
    const octetos = Uint8Array.from(atob(datos), (c) => c.charCodeAt(0));
    const examen = H.examinar(octetos);
    const esquema = H.reconocer(examen.columnas, H.documento("esquemas_sisben"));
    const { columnas, filas } = H.leerColumnas(examen, Object.values(esquema.columnas));
    const instrumento = H.documento("instrumentos").instrumentos[0];
    const a = H.armar(new H.Entrada(esquema, columnas, filas), H.peticion(instrumento, opciones));
    return {
      esquema: esquema.esquema,
      unidad: a.unidad,
      filas: lista(a.fila),
      hogar: lista(a.hogar),
      identidades: a.identidades,
      personas: lista(a.personas),
      privaciones: a.privaciones.map(lista),
      h_5: lista(a.h5),
      orden: lista(a.clasificacion.orden),
      zona: lista(a.zona),
      clase: lista(a.clase),
      factor: lista(a.factor),
      municipios:
        a.municipio && Array.from(a.municipio.codigos, (c) => a.municipio.etiquetas[c] || ""),
      edades: Object.fromEntries(
        Object.entries(a.edades).map(([n, c]) => [n, [lista(c.seguras), lista(c.dudosas)]]),
      ),
      textos: H.textosDe(a),
    };
  } catch (error) {
    if (!(error instanceof H.ErrorDeMetodo)) throw error;
    return { problema: error.problema, que_hacer: error.queHacer };
  }
}"""


@dataclass(frozen=True)
class DosLecturas:
    """Lo que dicen el navegador y Python de la misma base."""

    navegador: Dicho
    python: Dicho

    def iguales(self) -> None:
        """Falla con el primer dato en que difieren."""
        assert self.navegador.keys() == self.python.keys(), (self.navegador, self.python)
        for nombre, valor in self.python.items():
            assert _comparable(self.navegador[nombre]) == _comparable(valor), nombre


def leer_las_dos(pagina: Page, octetos: bytes, **peticion: Any) -> DosLecturas:
    """Arma la base de un CSV en UTF-8 en los dos lados, con la misma petición."""
    opciones = {**peticion, "usados": sorted(peticion.get("usados", ()))}
    datos = base64.b64encode(octetos).decode()
    return DosLecturas(pagina.evaluate(ARMAR, [datos, opciones]), en_python(octetos, **peticion))


def en_python(octetos: bytes, **peticion: Any) -> Dicho:
    """Lo mismo que arma el navegador, con el módulo `csv` como lector."""
    filas = [
        f
        for f in csv.reader(io.StringIO(octetos.decode("utf-8-sig"), newline=""), delimiter=";")
        if f
    ]
    columnas = {nombre: [f[i] for f in filas[1:]] for i, nombre in enumerate(filas[0])}
    esquema = reconocer(filas[0], documento("esquemas_sisben"))
    entrada = Entrada(
        esquema,
        {n: Columna.de_lista(n, columnas[n]) for n in esquema.columnas.values()},
        np.arange(2, len(filas) + 1),
    )
    usados = frozenset(peticion.pop("usados", ()))
    pedido = Peticion(Instrumento.de_datos(SISBEN), usados=usados, como=COMO, **peticion)
    try:
        return {"esquema": esquema.esquema, **decir(armar(entrada, pedido))}
    except ErrorDeMetodo as error:
        return {"problema": error.problema, "que_hacer": error.que_hacer}


def decir(armados: HogaresArmados) -> Dicho:
    """Los hogares armados por Python, en listas."""
    municipio = armados.municipio
    return {
        "unidad": armados.unidad,
        "filas": armados.fila.tolist(),
        "hogar": None if armados.hogar is None else armados.hogar.tolist(),
        "identidades": None if armados.identidades is None else list(armados.identidades),
        "personas": armados.personas.tolist(),
        "privaciones": armados.privaciones.T.tolist(),
        "h_5": armados.h_5.tolist(),
        "orden": armados.clasificacion.orden.tolist(),
        "zona": armados.zona.tolist(),
        "clase": armados.clase.tolist(),
        "factor": armados.factor.tolist(),
        "municipios": municipio
        and [(*municipio.etiquetas, "")[c] for c in municipio.codigos.tolist()],
        "edades": {n: [c.seguras.tolist(), c.dudosas.tolist()] for n, c in armados.edades.items()},
        "textos": list(armados.textos),
    }


def a_csv(tabla: Mapping[str, Sequence[Any]], separador: str = ";") -> bytes:
    """La tabla como CSV en UTF-8; None es una celda vacía."""
    texto = io.StringIO()
    escritor = csv.writer(texto, delimiter=separador)
    escritor.writerow(tabla)
    filas = zip(*tabla.values(), strict=True)
    escritor.writerows(["" if v is None else escribir(v) for v in fila] for fila in filas)
    return texto.getvalue().encode()


def renombrar(tabla: Mapping[str, Sequence[Any]], esquema: str) -> dict[str, Sequence[Any]]:
    """Una base nominal con los nombres de columna de otro esquema, y solo las que este tiene."""
    uno, otro = _esquema("nominal_municipal"), _esquema(esquema)
    suyos = {c: nombres[0] for c, nombres in otro["columnas"].items()}
    suyos.update(zip(PRIVACIONES, otro["privaciones"], strict=True))
    propios = {n: c for c, nombres in uno["columnas"].items() for n in nombres}
    propios.update({p.lower(): p for p in PRIVACIONES})
    canonicas = {propios[nombre]: valores for nombre, valores in tabla.items()}
    if "fex" in suyos:
        canonicas["fex"] = [f"{1 + i % 7},{i % 5}{i % 3}" for i in range(len(tabla["nivel"]))]
        canonicas["id_vivienda"] = canonicas["id_ficha"]
    return {suyos[c]: valores for c, valores in canonicas.items() if c in suyos}


def _esquema(id_: str) -> Any:
    return next(e for e in documento("esquemas_sisben")["esquemas"] if e["id"] == id_)


def _comparable(valor: Any) -> Any:
    """Las listas con «nan» en lugar de NaN, que no es igual a sí mismo, y sin números «3.0»."""
    if isinstance(valor, dict):
        return {c: _comparable(v) for c, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [_comparable(v) for v in valor]
    return "nan" if isinstance(valor, float) and math.isnan(valor) else valor
