"""Publicar desde el navegador da, octeto por octeto, lo mismo que la orden, y restar no revela."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from generador.hogares.salida_publicable import suma_de_tabla
from generador.metodos.azar import palabras
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida
from generador.metodos.metodo import IPM
from generador.metodos.patrones import codificar
from generador.metodos.publicable import bitacora, etiquetas
from generador.metodos.publicable.huella import huella, huella_de_entrada
from generador.metodos.publicable.siphash import siphash24
from generador.metodos.supresion import suprimir
from generador.metodos.tablas import documento
from tests.herramientas.publicable_web import (
    SOURCE_DATE_EPOCH,
    Entidad,
    en_el_navegador,
    pestana,
)
from tests.hogares.test_publicable import Tabla, con_veredas, sin
from tests.metodos.publicable.ataque import atacar, base_3
from tests.metodos.publicable.datos import casos, clave, marcas, practica
from tests.metodos.publicable.test_ataque import PUNTOS, blancos

pytestmark = pytest.mark.navegador
ERROR = """(error) => {
  if (!(error instanceof KitHogares.ErrorDeMetodo)) throw error;
  return { problema: error.problema, que_hacer: error.queHacer };
}"""


@pytest.fixture(scope="module")
def web(navegador: Browser) -> Iterator[Page]:
    with pestana(navegador) as pagina:
        yield pagina


@pytest.fixture
def entidad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entidad:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Entidad(tmp_path)


def test_los_vectores_de_las_llaves(web: Page) -> None:
    c = casos()
    hechos = web.evaluate(
        """([clave, textos, mezcla, celdas]) => {
          const P = KitPublicable;
          const k = P.claveDeTexto(clave);
          const todas = (p) => Array.from(p.baja, (_, i) => P.enHexadecimal(p, i));
          return {
            siphash: todas(P.siphash24(k, textos)),
            mezcla: todas(P.mezcla(P.deHexadecimal(mezcla))),
            celdas: celdas.map((c) => {
              const llave = P.llaveDeCelda(
                P.deHexadecimal([c.s_universo]), P.deHexadecimal([c.s_miembros]), c.etiqueta);
              return [P.enHexadecimal(llave, 0), ...[3, 10].map((b) => P.suerte(llave.alta[0], b))];
            }),
            huella: P.huella(k),
          };
        }""",
        [
            c["clave_de_prueba_hex"],
            [bytes.fromhex(v["texto_hex"]).decode() for v in c["siphash24"]],
            [v["z"] for v in c["mezcla"]],
            c["llave_celda"],
        ],
    )
    assert hechos["siphash"] == [v["llave"] for v in c["siphash24"]]
    assert hechos["mezcla"] == [v["mezcla"] for v in c["mezcla"]]
    assert hechos["celdas"] == [[v["llave"], v["u3"], v["u10"]] for v in c["llave_celda"]]
    assert hechos["huella"] == c["huella_de_la_clave"]


def test_mil_textos_y_claves_al_azar_dan_la_misma_palabra_y_la_misma_huella(web: Page) -> None:
    azar = np.random.default_rng(7)
    letras = list("0123456789|ÁñZ ß漢😀")
    textos = ["".join(azar.choice(letras, azar.integers(0, 40))) for _ in range(1000)]
    claves = [azar.bytes(16) for _ in range(20)]
    sumas = [azar.bytes(32).hex() for _ in claves]
    hechas = web.evaluate(
        """([claves, textos, sumas]) => claves.map((texto, i) => {
          const [P, clave] = [KitPublicable, KitPublicable.claveDeTexto(texto)];
          const llaves = P.siphash24(clave, textos);
          return [textos.map((_, t) => P.enHexadecimal(llaves, t)), P.huella(clave),
            P.huellaDeEntrada(clave, sumas[i]), P.claveATexto(clave)];
        })""",
        [[k.hex() for k in claves], textos, sumas],
    )
    for k, suma, (llaves, propia, de_entrada, texto) in zip(claves, sumas, hechas, strict=True):
        assert llaves == [f"{int(v):016x}" for v in siphash24(k, textos)]
        assert (propia, de_entrada) == (huella(k), huella_de_entrada(k, suma))
        assert texto == k.hex() + "\n"


def test_el_redondeo_y_la_supresion(web: Page) -> None:
    for base in (3, 10):
        tabla = casos()[f"redondear_base{base}"]
        hechos = web.evaluate(
            "([t, b]) => t.map((c) => KitPublicable.redondearCon(c.x, c.u, b))", [tabla, base]
        )
        assert hechos == [c["publicado"] for c in tabla]
    azar = np.random.default_rng(3)
    listas = [azar.integers(0, 30, azar.integers(0, 25)) * 3 for _ in range(400)]
    hechas = web.evaluate(
        """(listas) => listas.map((l) => {
          const s = KitPublicable.suprimir(Float64Array.from(l), 12);
          return [Array.from(s.territorios), s.total];
        })""",
        [lista.tolist() for lista in listas],
    )
    vistos = set()
    for lista, (territorios, total) in zip(listas, hechas, strict=True):
        esperada = suprimir(lista, minimo=12)
        assert territorios == esperada.territorios.tolist()
        assert total == esperada.total
        vistos |= set(territorios)
    assert vistos == {0, 1, 2}


def test_los_oraculos_de_un_territorio_y_de_la_practica(web: Page) -> None:
    """Lo exacto, la suma de llaves y lo publicado de cada caso escrito a mano."""
    hogares, codigos = practica()
    hecha, exactas = publicar_en_js(web, hogares, clave())
    for vereda, caso in casos()["base_de_practica"]["veredas"].items():
        i = codigos.index(vereda)
        publicado, verdad = caso["publicado"], caso["verdad"]
        cuentas = [verdad["hogares"], verdad["pobres"], *verdad["privados"], *verdad["censurados"]]
        assert exactas["hogares"][32 * i : 32 * (i + 1)] == cuentas
        assert exactas["universo"][i] == caso["suma_de_llaves"]
        for campo in ("hogares", "pobres", "privados", "censurados", "personas"):
            visible = publicado[campo] if publicado["estado"] == "publicado" else None
            assert hecha["territorios"][i][campo] == visible, (vereda, campo)
    total = casos()["base_de_practica"]["total_municipio"]["publicado"]
    assert hecha["total"]["hogares"] == total["hogares"]
    assert hecha["total"]["censurados"] == total["censurados"]
    ocultas = [c for c, f in zip(codigos, hecha["territorios"], strict=True) if f["estado"]]
    assert sorted(ocultas) == sorted(casos()["base_de_practica"]["territorios_sin_publicar"])


def publicar_en_js(web: Page, hogares: Any, llave: bytes) -> tuple[Any, Any]:
    hecho: list[Any] = web.evaluate(
        """([clave, ids, patron, personas, territorio, territorios]) => {
          const P = KitPublicable;
          const k = P.claveDeTexto(clave);
          const dados = {
            llaves: P.siphash24(k, ids), patron: Int32Array.from(patron),
            personas: Float64Array.from(personas), territorio: Int32Array.from(territorio),
            territorios,
          };
          const c = P.contarCeldas(dados);
          const universo = Array.from({ length: territorios },
            (_, u) => P.enHexadecimal(c.llaves, u * c.ancho));
          return [P.publicar(dados, { clave: k, base: 3, minimo: 12 }),
            { hogares: Array.from(c.hogares), universo }];
        }""",
        [
            llave.hex(), list(hogares.identidades), codificar(hogares.privado).tolist(),
            hogares.personas.tolist(), hogares.territorio.tolist(), hogares.territorios,
        ],
    )  # fmt: skip
    return hecho[0], hecho[1]


def test_las_etiquetas_que_se_rehusan_son_las_mismas(web: Page) -> None:
    reglas, variables = documento("publicable"), documento("esquemas_sisben")["variables"]
    pedidos = [
        [c["campo"].split(" + "), c.get("valores", [])]
        for c in casos()["etiquetas"]
        if "descripcion" not in c
    ]
    pedidos += [[[c], []] for c in ("x", "LONGITUD", "nuip", "Nivel", "i7", "mzn_ccdgo", "sector")]
    pedidos += [
        [["zona_mia"], [v]]
        for v in ("-76,428655", "7.9354", "7°56'07\"N", "5.001", "1.234.567", "LA HOZ", "12.5", "")
    ]
    pedidos += [[["nom_vereda", "sexo_persona"], []], [["grupo", "edad_calculada"], []]]
    hechos = web.evaluate(
        "([p, v]) => p.map(([c, t]) => KitPublicable.motivoDeRechazo(c, t, v))",
        [pedidos, variables],
    )
    esperados = [etiquetas.motivo_de_rechazo(c, t, reglas, variables) for c, t in pedidos]
    assert hechos == esperados
    assert None in esperados and len(set(esperados)) == 6


@pytest.mark.parametrize(
    ("opciones", "pedido"),
    [
        ((), {}),
        (("--base", 5, "--minimo", 20), {"base": 5, "minimo": 20}),
        (("--nulos", "excluir"), {"nulos": "excluir"}),
        (("--nulos", "no_privado"), {"nulos": "no_privado"}),
        (("--por", "cod_mpio"), {"columna": "cod_mpio"}),
    ],
)
def test_la_tabla_y_la_bitacora_son_las_de_la_orden(
    web: Page, entidad: Entidad, opciones: tuple[object, ...], pedido: dict[str, Any]
) -> None:
    tabla = con_veredas()
    if "nulos" in pedido:
        tabla["i4"] = ["" if i % 9 == 0 else v for i, v in enumerate(tabla["i4"])]
    base = entidad.base(tabla)
    navegador = en_el_navegador(web, base, entidad.bitacora, **pedido)
    hecho = entidad.con_la_orden(base, *opciones)
    assert hecho.exit_code == 0, hecho.output
    assert navegador["csv"] == entidad.escrito
    assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")
    # Con lo que la orden dejó anotado, publicar lo mismo no anota nada más.
    otra = en_el_navegador(web, base, entidad.bitacora, **pedido)
    assert otra == navegador


def test_nombres_que_hay_que_cuidar_en_el_csv(web: Page, entidad: Entidad) -> None:
    tabla = con_veredas()
    otros = {"GRANDE": "=LA, GRANDE", "MAYOR": 'LA "MAYOR"', "MEDIANA": "ÑAME"}
    tabla["nom_vereda"] = [otros.get(v, v) for v in tabla["nom_vereda"]]
    base = entidad.base(tabla, "corte; de mayo.csv")
    navegador = en_el_navegador(web, base, entidad.bitacora)
    assert entidad.con_la_orden(base).exit_code == 0
    assert '"\'=LA, GRANDE"' in entidad.escrito
    assert navegador["csv"] == entidad.escrito
    assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")


def test_los_reales_se_escriben_como_los_escribe_python(web: Page) -> None:
    azar = np.random.default_rng(5)
    reales = [*(10.0 ** azar.uniform(-7, 0, 3000)), 0.0, 1.0, 1e-4, 1e-5, 1 / 3, 3e-6, 9.5e-5]
    hecho = web.evaluate(
        """(reales) => KitPublicable.aCsv({
          columnas: ["h"], diccionario: [], filas: reales.map((n) => [n]) })""",
        reales,
    )
    assert hecho.split() == ["h", *(repr(float(n)) for n in reales)]


def test_la_huella_de_un_archivo_donde_el_navegador_no_la_saca(web: Page) -> None:
    """Alrededor de un bloque de 64 octetos, con y sin lugar para el largo."""
    archivos = [bytes(range(n)) for n in (0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 250)]
    hechas = web.evaluate(
        "(a) => a.map((o) => KitCalculos.sha256DeOctetos(Uint8Array.from(o)))",
        [list(a) for a in archivos],
    )
    assert hechas == [hashlib.sha256(a).hexdigest() for a in archivos]


def test_la_suma_de_control_escribe_los_numeros_como_python(web: Page) -> None:
    azar = np.random.default_rng(11)
    reales: list[Any] = [
        *(azar.integers(1, 2**26, 500) / 2**26),
        *10.0 ** azar.uniform(-9, 15, 500),
    ]
    # Empates en la cifra 12, enteros, lo nulo y textos que parecen números.
    reales += [4097 / 8192, 4099 / 8192, 2.0**-18, 0.0, 1.0, 123456789012.0, 1e12, 1e-5, None]
    nombres = [*("007", "1e5", "1_000", " 8 ", ".5", "5.", "1_", "0x1F", "LA PEÑA", "😀", "ﬁn", "")]
    filas: list[list[Any]] = [
        [f"v{i}", "publicado", float(r) if r is not None else r] for i, r in enumerate(reales)
    ]
    filas += [[nombre, "publicado", 3] for nombre in nombres] + [["TOTAL", "publicado", 9]]
    tabla = {"columnas": ["territorio", "estado", "h"], "filas": filas, "diccionario": []}
    esperada = suma_de_tabla(
        TablaDeSalida(("territorio", "estado", "h"), tuple(tuple(f) for f in filas))
    )
    assert web.evaluate("(t) => KitPublicable.sumaDePublicada(t)", tabla) == esperada


def test_se_alternan_sobre_una_misma_bitacora_hasta_que_los_dos_rehusan(
    web: Page, entidad: Entidad
) -> None:
    """La orden publica con y sin un hogar; el navegador, filtrada; sin él otra vez, nadie."""
    tabla = con_veredas()
    ficha, *otras = mayor(tabla)
    filtro = otras[5:20]
    for quitados in ([], [ficha]):
        base = entidad.base(sin(tabla, *quitados))
        navegador = en_el_navegador(web, base, entidad.bitacora)
        assert entidad.con_la_orden(base).exit_code == 0
        assert navegador["csv"] == entidad.escrito
        assert navegador["bitacora"] == entidad.bitacora.read_text("utf-8")
    filtrada = entidad.base(sin(tabla, *filtro))
    hecha = en_el_navegador(web, filtrada, entidad.bitacora)
    entidad.bitacora.write_bytes(hecha["bitacora"].encode())
    assert entidad.con_la_orden(filtrada).exit_code == 0
    assert entidad.bitacora.read_text("utf-8") == hecha["bitacora"]
    exigir_el_mismo_error(web, entidad, entidad.base(sin(tabla, *filtro, ficha)), "tercera vez")


def exigir_el_mismo_error(web: Page, entidad: Entidad, base: Path, dice: str = "") -> None:
    navegador = en_el_navegador(web, base, entidad.bitacora)
    hecho = entidad.con_la_orden(base)
    assert hecho.exit_code == 1, hecho.output
    junto = " ".join(hecho.stderr.split())
    for parte in ("problema", "que_hacer"):
        assert " ".join(navegador[parte].split()) in junto
    assert dice in navegador["problema"]


def mayor(tabla: Tabla) -> list[str]:
    """Las fichas de la vereda mayor."""
    pares = zip(tabla["ide_ficha_origen"], tabla["nom_vereda"], strict=True)
    return list(dict.fromkeys(f for f, v in pares if v == "MAYOR"))


def cambiada(texto: str, de: str, a: str) -> str:
    nuevo = re.sub(de, a, texto, count=1)
    assert nuevo != texto
    return nuevo


DANOS: dict[str, Callable[[str], str]] = {
    "cortada": lambda t: t[: len(t) // 2],
    "sin cierre": lambda t: cambiada(t, r"fin\t\d+\n", ""),
    "con un renglón menos": lambda t: cambiada(t, r"\n[0-9a-f]{8}\t[^\n]+", ""),
    "con un campo que no es": lambda t: cambiada(t, r"\t3\t", "\ttres\t"),
    "otro archivo": lambda _: "territorio,hogares\nMAYOR,66\n",
    "de otra clave": lambda t: cambiada(t, r"\n[0-9a-f]{8}\t", "\n0badc0de\t"),
    "con otra base de redondeo": lambda t: t.replace("\t3\t", "\t5\t"),
}


@pytest.mark.parametrize("dano", DANOS)
def test_una_bitacora_que_no_sirve_da_el_mismo_error(
    web: Page, entidad: Entidad, dano: str
) -> None:
    base = entidad.base(con_veredas())
    assert entidad.con_la_orden(base).exit_code == 0
    danada = DANOS[dano](entidad.bitacora.read_text("utf-8"))
    entidad.bitacora.write_bytes(danada.encode())
    exigir_el_mismo_error(web, entidad, base)


def sin_columna(tabla: Tabla, columna: str) -> Tabla:
    return {c: v for c, v in tabla.items() if c != columna}


def test_lo_que_no_se_publica_se_rehusa_igual(web: Page, entidad: Entidad) -> None:
    tabla = con_veredas()
    n = len(tabla["i1"])
    tabla |= {
        "lugar": ["-75.5123 6.2518"] * n,
        "lote": [int(f) // 4 for f in tabla["ide_ficha_origen"]],
    }
    for pedido, opciones in (
        ({"minimo": 11}, ("--minimo", 11)),
        ({"base": 4}, ("--base", 4)),
        ({"columna": "grupo"}, ("--por", "grupo")),
        ({"columna": "lugar"}, ("--por", "lugar")),
        ({"columna": "lote"}, ("--por", "lote")),
    ):
        base = entidad.base(tabla)
        navegador = en_el_navegador(web, base, entidad.bitacora, **pedido)
        hecho = entidad.con_la_orden(base, *opciones)
        assert hecho.exit_code == 1
        assert navegador["problema"] in " ".join(hecho.stderr.split()), pedido
    base = entidad.base(sin_columna(tabla, "ide_ficha_origen"))
    assert "sin llave" in en_el_navegador(web, base, entidad.bitacora)["problema"]
    assert "sin llave" in entidad.con_la_orden(base).stderr
    de_practica = en_el_navegador(web, entidad.base(tabla), entidad.bitacora, clave=clave().hex())
    assert "base de práctica" in de_practica["problema"]
    mala = en_el_navegador(web, entidad.base(tabla), entidad.bitacora, clave="00ff")
    assert "32 cifras hexadecimales" in mala["problema"] and "00ff" not in str(mala)


def test_dos_mil_bitacoras_al_azar_se_autorizan_igual(web: Page) -> None:
    """Pocas sumas y tamaños cercanos: hay firmas que se repiten, territorios iguales y rehúsos."""
    azar = np.random.default_rng(11)
    pedidos = [(una_bitacora(azar), una_bitacora(azar)) for _ in range(2000)]
    hechos = web.evaluate(
        f"""(pedidos) => pedidos.map(([anteriores, nuevos]) => {{
          try {{
            return KitPublicable.bitacoraATexto(KitPublicable.autorizar(anteriores, nuevos));
          }} catch (error) {{
            return ({ERROR})(error);
          }}
        }})""",
        pedidos,
    )
    rehusados = 0
    for (anteriores, nuevos), hecho in zip(pedidos, hechos, strict=True):
        try:
            esperado: Any = bitacora.a_texto(bitacora.autorizar(anteriores, nuevos))
        except ErrorDeMetodo as error:
            esperado = {"problema": error.problema, "que_hacer": error.que_hacer}
            rehusados += 1
        assert hecho == esperado
    assert 200 < rehusados < 1800


def una_bitacora(azar: np.random.Generator) -> list[dict[str, Any]]:
    cuantos = int(azar.integers(0, 6))
    pasos = azar.integers(0, 5, cuantos) * int(azar.choice([1, 3, 2**33 + 5]))
    comienzo = int(azar.integers(0, 2**63)) if azar.random() < 0.5 else 0
    comun = {"huella": "809a3cc7", "redondeo": 3, "fecha": "2024-05-01", "corte": "c"}
    return [
        {**comun, "suma": f"{(comienzo - int(p)) % 2**64:016x}", "hogares": int(n)}
        for p, n in zip(pasos, azar.integers(20, 40, cuantos), strict=True)
    ]


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


def test_los_pesos_y_el_corte_del_navegador_son_los_de_la_medida(web: Page) -> None:
    """Los 32.768 patrones posibles, pobres o no, con la tabla que lee el navegador."""
    hechos = web.evaluate(
        """() => {
          const patron = Int32Array.from({ length: 2 ** 15 }, (_, i) => i);
          const c = KitPublicable.contarCeldas({
            llaves: KitPublicable.palabras(patron.length), patron,
            personas: new Float64Array(patron.length).fill(1), territorio: patron,
            territorios: patron.length,
          });
          return Array.from(patron, (p) => c.hogares[p * c.ancho + 1]);
        }"""
    )
    pesos = np.array(IPM.pesos)
    bits = (np.arange(2**15)[:, None] >> np.arange(15)) & 1
    assert hechos == (bits @ pesos >= IPM.corte).astype(int).tolist()
