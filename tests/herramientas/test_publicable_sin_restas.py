"""De lo que publica el navegador no se recupera ningún hogar, ni restando ni sumando."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.metodos.azar import palabras
from generador.metodos.patrones import codificar
from tests.herramientas.publicable_web import (
    publicar_en_js,
)
from tests.metodos.publicable.ataque import atacar, base_3
from tests.metodos.publicable.datos import clave, marcas, practica
from tests.metodos.publicable.test_ataque import PUNTOS, blancos

pytestmark = pytest.mark.navegador


def test_restar_dos_corridas_del_navegador_no_recupera_ningun_hogar(web: Page) -> None:
    """El ataque de las pruebas del método, hogar por hogar, contra lo que publica el navegador."""
    b = blancos()
    corridas = [
        [v.tolist() for v in b.vecinos],
        [v[v != h].tolist() for h, v in zip(b.quien, b.vecinos, strict=True)],
    ]
    for semilla in (None, 1):
        llave = clave() if semilla is None else palabras(semilla, 2).tobytes()
        par = [publicar_grupos(web, grupos, llave) for grupos in corridas]
        visibles = np.logical_and(*(p[:, 0] > 0 for p in par))
        conteos = [p[visibles, 1:].astype(np.int64) for p in par]
        tasas = np.mean([p[visibles, 1:] / p[visibles, :1] for p in par], axis=0)
        hecho = atacar(
            base_3(), [(conteos[0], conteos[1])], tasas, b.verdad[visibles], b.tasas[visibles]
        )
        assert hecho.hogares > 2_400
        assert hecho.patron - hecho.sin_atacar <= PUNTOS
        assert hecho.rara == 0


def test_ni_las_sumas_ni_el_total_despejan_una_vereda_oculta(web: Page) -> None:
    """Total menos lo publicado, y una capa con la oculta menos otra sin ella: 60 claves."""
    hogares, codigos = practica()
    suyas = marcas(hogares)
    pequena, grande = (
        np.flatnonzero(hogares.territorio == codigos.index(c)) for c in ("V21", "V34")
    )
    verdad = [len(pequena), *suyas[pequena].sum(axis=0)]
    recuperado = 0
    for semilla in range(60):
        llave = palabras(semilla, 2).tobytes()
        capas = publicar_grupos(
            web, [[*grande.tolist(), *pequena.tolist()], grande.tolist()], llave
        )
        recuperado += (capas[0] - capas[1]).tolist() == verdad
    hecha, _ = publicar_en_js(web, hogares, clave())
    filas = [f for f in hecha["territorios"] if f["estado"] == 0]
    ocultos = [i for i, f in enumerate(hecha["territorios"]) if f["estado"]]
    resto = [
        hecha["total"][campo] - sum(f[campo] for f in filas) for campo in ("hogares", "pobres")
    ]
    propios = np.isin(hogares.territorio, ocultos)
    assert resto != [int(propios.sum()), int(suyas[propios, 0].sum())]
    for i in ocultos:
        fila = hecha["territorios"][i]
        assert all(fila[c] is None for c in ("hogares", "pobres", "personas", "privados"))
    assert recuperado == 0


def publicar_grupos(web: Page, grupos: list[list[int]], llave: bytes) -> np.ndarray:
    """Cada grupo de hogares de práctica como un territorio: hogares y 16 celdas; 0 si no sale."""
    hogares = blancos().hogares
    hechas = web.evaluate(
        """(dado) => {
          const P = KitPublicable;
          const [clave, ids, patrones, personas, grupos] = JSON.parse(dado);
          const k = P.claveDeTexto(clave);
          const propias = P.siphash24(k, ids);
          const filas = Int32Array.from(grupos.flat());
          const territorio = Int32Array.from(grupos.flatMap((g, i) => g.map(() => i)));
          const hecha = P.publicar({
            llaves: {
              alta: Uint32Array.from(filas, (f) => propias.alta[f]),
              baja: Uint32Array.from(filas, (f) => propias.baja[f]),
            },
            patron: Int32Array.from(filas, (f) => patrones[f]),
            personas: Float64Array.from(filas, (f) => personas[f]),
            territorio,
            territorios: grupos.length,
          }, { clave: k, base: 3, minimo: 12 });
          return JSON.stringify(hecha.territorios.map((f) =>
            f.estado ? new Array(17).fill(0) : [f.hogares, f.pobres, ...f.privados]));
        }""",
        # Como texto: son cientos de miles de números, y así cruzan en un segundo.
        json.dumps(
            [
                llave.hex(),
                list(hogares.identidades),
                codificar(hogares.privado).tolist(),
                hogares.personas.tolist(),
                grupos,
            ]
        ),
    )
    return np.array(json.loads(hechas), dtype=np.float64)
