"""El navegador cruza la misma lista y compara los mismos cortes que la orden, número por número."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.hogares import corrida_de_cortes, corrida_de_lista, reglas_escritas
from generador.hogares.archivo import Apertura, abrir
from generador.hogares.base_reconocida import reconocer_base
from generador.hogares.carga import Carga
from generador.hogares.dominio import instrumento
from generador.hogares.lista_en_disco import leer_lista
from generador.hogares.motor_duckdb import conectar
from generador.metodos.hogares import cortes_comparados as comparacion
from generador.metodos.hogares import lista_evaluada as evaluacion
from generador.metodos.hogares.documentos import numero_de_documento, tipo_de_documento
from generador.metodos.hogares.lista import ComoEsLaLista
from generador.metodos.metodo import IPM
from tests.herramientas import listas_web as web
from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import Sitio, herramienta
from tests.hogares import datos
from tests.metodos.hogares.bases import Tabla, nominal, sin_filas
from tests.navegador import Abrir

pytestmark = pytest.mark.navegador
CUENTAS = ("incidencia", "partes", "documentos", "cruce_de_lista", "medida_de_lista", "cortes")
FORMAS = """(textos) => textos.map((t) => [
  KitCalculos.numeroDeDocumento(t), KitCalculos.tipoDeDocumento(t)])"""
PEDIR = """async (pedidos) => {
  const deBase64 = (d) => Uint8Array.from(atob(d), (c) => c.charCodeAt(0));
  const respuestas = [];
  for (const [operacion, pedido] of pedidos) {
    const { archivo, ...demas } = pedido;
    const propio = archivo !== undefined ? { archivo: new File([deBase64(archivo)], "a.csv") } : {};
    try { respuestas.push(await KitMiBase.pedir(operacion, { ...demas, ...propio })); }
    catch (error) { respuestas.push({ problema: error.problema, que_hacer: error.queHacer }); }
  }
  const llano = (_, v) => (ArrayBuffer.isView(v) ? Array.from(v) : v);
  return JSON.parse(JSON.stringify(respuestas, llano));
}"""
SISBEN = instrumento()


@pytest.fixture(scope="module")
def cuentas(hogares_web: Page) -> Page:
    """Las cuentas sueltas, con la lectura de una base."""
    for nombre in CUENTAS:
        hogares_web.add_script_tag(path=web.HERRAMIENTAS / "calculos" / f"{nombre}.js")
    return hogares_web


@pytest.fixture
def mi_base(sitio: Sitio, abrir: Abrir) -> Page:
    return abrir().ir((sitio.carpeta / herramienta("mi-base")).as_uri())


def pedir(pagina: Page, *pedidos: tuple[str, dict[str, Any]]) -> list[Any]:
    """Lo que responde el obrero a cada pedido."""
    respuestas: list[Any] = pagina.evaluate(PEDIR, [list(p) for p in pedidos])
    return respuestas


def con_archivo(octetos: bytes, **demas: object) -> dict[str, Any]:
    return {"archivo": base64.b64encode(octetos).decode(), **demas}


def test_los_documentos_se_leen_igual(cuentas: Page) -> None:
    numeros, tipos = web.CASOS["numeros"], web.CASOS["tipos"]
    assert [[t, numero_de_documento(t)] for t, _ in numeros] == numeros
    assert [[t, tipo_de_documento(t)] for t, _ in tipos] == tipos
    textos = [t for t, _ in (*numeros, *tipos)] + web.documentos_al_azar(1, 3000)
    esperado = [[numero_de_documento(t), tipo_de_documento(t)] for t in textos]
    assert cuentas.evaluate(FORMAS, textos) == esperado


@pytest.mark.parametrize("cual", ["por_documento", "por_ficha"])
def test_el_cruce_da_lo_mismo(cuentas: Page, cual: str) -> None:
    en_python = web.por_documento if cual == "por_documento" else web.por_ficha
    for caso in web.CASOS[cual]:
        esperado = [caso["resultado"], caso["hogar"]]
        assert web.dicho(en_python(caso["lista"], caso["base"])) == esperado, caso["que_es"]
        assert web.en_el_navegador(cuentas, cual, caso["lista"], caso["base"]) == esperado
    azar = np.random.default_rng(8)
    for _ in range(60):
        lista, base = (
            {
                clave: azar.choice(posibles, 25).tolist()
                for clave, posibles in (
                    ("numero", ["11111", "22222", "33333", "44444", "", "?"]),
                    ("tipo", ["CC", "TI", ""]),
                    ("ficha", ["F1", "F2", "F3", "F4", ""]),
                )
            }
            | {
                "hogar": azar.integers(-1, 4, 25).tolist()
                if cual == "por_documento"
                else azar.choice(["1", "2", ""], 25).tolist(),
                "municipio": azar.choice(["5001", "05002"], 25).tolist(),
            }
            for _ in range(2)
        )
        assert web.en_el_navegador(cuentas, cual, lista, base) == web.dicho(en_python(lista, base))


def con_documentos(hogares: int, semilla: int) -> tuple[Tabla, list[str]]:
    """Una base con cédulas, privaciones y niveles sin dato, y las cédulas."""
    tabla = {c: [str(v) for v in valores] for c, valores in nominal(hogares, semilla).items()}
    cedulas = [str(1_000_000_007 + 13 * i) for i in range(len(tabla["grupo"]))]
    sin_dato = set(sorted(set(tabla["ide_ficha_origen"]))[:4])
    for i, ficha in enumerate(tabla["ide_ficha_origen"]):
        if ficha in sin_dato:
            tabla["i3"][i] = ""
    return {**tabla, "num_documento": cedulas}, cedulas


def una_lista(cedulas: list[str]) -> bytes:
    """Con puntos y ceros, repetidos, uno que no está, vacíos y una fila que no cuadra."""
    propias = cedulas[::3]
    con_puntos = [f"{int(c):,}".replace(",", ".") for c in propias[:5]]
    filas = [
        *con_puntos,
        *(f"00{c}" for c in propias[5:9]),
        *propias[9:],
        *propias[:3],
        "99999",
        "",
    ]
    return "\r\n".join(
        ["Nombre;Cédula", *(f"Persona {i};{c}" for i, c in enumerate(filas))]
    ).encode()


REGLAS = {
    "A1..B3": {"corte": "B3", "pobre": False},
    "pobre=1": {"corte": "", "pobre": True},
    "A1..C2 y pobre=1": {"corte": "C2", "pobre": True},
}


@pytest.mark.parametrize("regla", REGLAS)
def test_la_orden_y_el_navegador_miden_la_misma_lista(
    mi_base: Page, tmp_path: Path, regla: str
) -> None:
    tabla, cedulas = con_documentos(90, 3)
    (tmp_path / "base.csv").write_bytes(a_csv(tabla))
    (tmp_path / "lista.csv").write_bytes(una_lista(cedulas))
    carga = Carga(
        por="nom_vereda",
        campos=frozenset({"orden", "pobre"}),
        conservar=(),
        metodo=IPM,
        instrumento=SISBEN,
    )
    criterios = evaluacion.Criterios(
        reglas_escritas.leer([regla], SISBEN),
        reglas_escritas.leer_prioridad(["orden"], SISBEN),
        "1",
    )
    with conectar() as conexion:
        base = reconocer_base(abrir(conexion, tmp_path / "base.csv", Apertura()), None)
        ruta = tmp_path / "lista.csv"
        lista = leer_lista(ruta, ComoEsLaLista({}))
        hecha = corrida_de_lista.evaluar(base, carga, lista, ruta, criterios)
    propio = {"id": "b", "regla": REGLAS[regla], "por": "nom_vereda", "primeros": 7}
    abierta, cruzada, medida, tablas = pedir(
        mi_base,
        ("abrir", con_archivo(a_csv(tabla), id="b")),
        ("lista_cruzar", con_archivo(una_lista(cedulas), id="b", nombre="lista.csv")),
        ("lista_medir", propio),
        ("lista_tablas", propio),
    )
    assert abierta["hogares"] == 90
    assert cruzada["por"] == "documento"
    assert cruzada["recuento"] == list(hecha.cruce.recuento().values())
    faltantes = evaluacion.tabla_de_faltantes(hecha)
    assert tablas["faltantes"] == [list(f[1:]) for f in faltantes.filas]
    assert medida["primeros"] == tablas["faltantes"][:7]
    assert medida["faltan"] == len(faltantes.filas)
    renglones = evaluacion.tabla_de_renglones(hecha)
    assert tablas["renglones"] == [list(f[1:]) for f in renglones.filas]
    assert medida["medidas"] == tablas["medidas"]
    de_la_orden = evaluacion.tabla_de_medidas(hecha)
    assert [_fila(m) for m in medida["medidas"]] == [f[1:] for f in de_la_orden.filas]


def _fila(m: dict[str, Any]) -> tuple[Any, ...]:
    """Como la escribe la orden: sus recuentos y después sus tasas."""
    medida = m["medida"]
    recuentos = (
        medida["hogares"],
        medida["enHogares"]["cobertura"]["denominador"],
        *(medida[c] for c in ("conBeneficio", "sinDato", "sinDatoConBeneficio")),
        *(medida[c] for c in ("beneficiarios", "beneficiariosSinDato")),
        medida["filtracion"]["valor"],
    )
    tasas = tuple(
        medida[unidad] and medida[unidad][t]["valor"]
        for unidad in ("enHogares", "enPersonas")
        for t in ("cobertura", "exclusion", "inclusion")
    )
    return (m["por"], m["valor"], *recuentos, *tasas)


def dos_cortes() -> tuple[Tabla, Tabla]:
    """El posterior pierde fichas, otras se renumeran, se mudan, cambian de grupo o de vereda."""
    antes, _ = con_documentos(80, 5)
    despues = {c: list(v) for c, v in antes.items()}
    for i, ficha in enumerate(antes["ide_ficha_origen"]):
        numero = int(ficha)
        if numero in (1, 2):
            despues["ide_hogar"][i] = "2"
        if numero in (3, 4, 5):
            despues["cod_mpio"][i] = "05002"
        if 10 < numero < 20:
            despues["grupo"][i], despues["clasificacion"][i] = "A", f"A{antes['nivel'][i]}"
        if 15 < numero < 30:
            despues["nom_vereda"][i] = "San Jose" if numero % 2 else "Otra"
        if 30 < numero < 40:
            despues.update({f"i{j}": _con(despues[f"i{j}"], i, "1") for j in range(1, 16)})
    quedan = [i for i, f in enumerate(antes["ide_ficha_origen"]) if int(f) <= 70]
    despues = {c: [v[i] for i in reversed(quedan)] for c, v in despues.items()}
    # La última ficha no estaba en el anterior.
    estaban = [i for i, f in enumerate(antes["ide_ficha_origen"]) if int(f) != 70]
    return {c: [v[i] for i in estaban] for c, v in antes.items()}, despues


def _con(valores: list[str], lugar: int, valor: str) -> list[str]:
    return [*valores[:lugar], valor, *valores[lugar + 1 :]]


def test_los_cortes_dan_lo_mismo(mi_base: Page, tmp_path: Path) -> None:
    tablas = dict(zip(("antes", "despues"), dos_cortes(), strict=True))
    carga = Carga(
        por="nom_vereda",
        campos=frozenset({"orden"}),
        conservar=(),
        metodo=IPM,
        instrumento=SISBEN,
    )
    leidos = []
    for nombre, tabla in tablas.items():
        (tmp_path / f"{nombre}.csv").write_bytes(a_csv(tabla))
        with conectar() as conexion:
            base = reconocer_base(abrir(conexion, tmp_path / f"{nombre}.csv", Apertura()), None)
            leidos.append(corrida_de_cortes.leer_corte(base, carga))
    hecha = comparacion.comparar_cortes(leidos[0], leidos[1], SISBEN, IPM)
    resumen = comparacion.resumen(hecha)
    pedido = {"antes": "antes", "despues": "despues", "por": "nom_vereda"}
    *_, dicho, hogares = pedir(
        mi_base,
        *(("abrir", con_archivo(a_csv(t), id=n)) for n, t in tablas.items()),
        ("cortes", pedido),
        ("cortes_hogares", pedido),
    )
    assert list(dicho["hogares"].values()) == list(resumen["hogares"].values())
    assert {f["cual"]: f["cuantas"] for f in dicho["fichas"]} == resumen["fichas"]
    assert all(resumen["fichas"][c] for c in ("renumeradas", "de_otro_municipio"))
    assert list(dicho["nivel"].values()) == list(resumen["nivel"].values())
    assert dicho["matrices"]["grupos"] == hecha.comparacion.grupos.tolist()
    assert dicho["matrices"]["niveles"] == hecha.comparacion.niveles.tolist()
    assert dicho["matrices"]["pobreza"] == hecha.comparacion.pobreza.tolist()
    assert dicho["matrices"]["privaciones"] == hecha.comparacion.privaciones.tolist()
    assert dicho["territorios"]["etiquetas"] == list(hecha.territorios.etiquetas)
    for nombre, valores in dicho["territorios"]["cuenta"].items():
        assert valores == getattr(hecha.territorios, nombre).tolist(), nombre
    # Los que siguen igual no se listan; los demás, como los escribe la orden.
    todos = [f[1:] for f in comparacion.tabla_de_hogares(hecha).filas]
    cambian = [
        f
        for f in todos
        if f[0] != "sigue" or f[6] != f[7] or str(f[8])[:1] != str(f[9])[:1] or f[10] != f[11]
    ]
    assert [tuple(f) for f in hogares] == cambian
    assert 0 < len(cambian) < len(todos)
    # Al invertirlos, cada matriz es la traspuesta.
    assert resumen["hogares"]["entran"] > 0 < resumen["hogares"]["salen"]
    (al_reves,) = pedir(mi_base, ("cortes", {**pedido, "antes": "despues", "despues": "antes"}))
    traspuesta = np.array(dicho["matrices"]["niveles"]).T.tolist()
    assert al_reves["matrices"]["niveles"] == traspuesta
    assert al_reves["hogares"]["entran"] == dicho["hogares"]["salen"]


def test_un_cruce_que_llega_tarde_no_reemplaza_al_ultimo(mi_base: Page) -> None:
    tabla, cedulas = con_documentos(10, 1)
    fichas = "\n".join(["ficha;hogar", *(f"{f};1" for f in tabla["ide_ficha_origen"][:3])])
    pedir(mi_base, ("abrir", con_archivo(a_csv(tabla), id="b")))
    hechos = mi_base.evaluate(
        """async ([lenta, rapida]) => {
          const cruzar = (texto) => KitMiBase.pedir("lista_cruzar", {
            id: "b", nombre: "l", archivo: new File([texto], "l.csv") });
          const hechos = await Promise.allSettled([cruzar(lenta), cruzar(rapida)]);
          return hechos.map((h) => h.status);
        }""",
        [una_lista(cedulas).decode(), fichas],
    )
    (tablas,) = pedir(mi_base, ("lista_tablas", {"id": "b", "regla": REGLAS["A1..B3"], "por": ""}))
    assert hechos == ["rejected", "fulfilled"]
    assert len(tablas["renglones"]) == 3


@pytest.mark.parametrize(
    ("lista", "dice"),
    [
        ("", "el archivo está vacío"),
        ("cedula\r\n", "encabezado"),
        ("cedula;x\r\n1,0123456E+09;a\r\n1000000000;b", "notación científica (filas 2)"),
        ("1000000007;a\r\n1000000008;b", "parece un dato"),
        ("uno;otro\r\na;b", "no se reconoce en la lista la columna de documento"),
    ],
)
def test_lo_que_no_sirve_se_dice_sin_copiar_documentos(
    mi_base: Page, lista: str, dice: str
) -> None:
    tabla, _ = con_documentos(10, 1)
    _, error = pedir(
        mi_base,
        ("abrir", con_archivo(a_csv(tabla), id="b")),
        ("lista_cruzar", con_archivo(lista.encode(), id="b", nombre="l")),
    )
    assert dice in error["problema"].lower() + error["problema"]
    assert error["que_hacer"]
    assert "100000" not in str(error)


def test_las_listas_dificiles_se_cruzan(mi_base: Page) -> None:
    """Una sola columna, UTF-16, Latin-1, y una fila que no cuadra: se aparta y se nombra."""
    tabla, cedulas = con_documentos(10, 1)
    utf16 = ("\ufeff" + "\r\n".join(["Cédula", *cedulas[:4]])).encode("utf-16-le")
    latin = "\n".join(["Cédula;Año", *(f"{c};ñ" for c in cedulas[:4])]).encode("latin-1")
    mala = "\n".join(["cedula;x", *(f"{c};1" for c in cedulas[:4]), cedulas[5]]).encode()
    pie = "\n".join(["cedula;x", *(f"{c};1" for c in cedulas[:4]), "Fuente: 1000000099;"]).encode()
    _, *hechas = pedir(
        mi_base,
        ("abrir", con_archivo(a_csv(tabla), id="b")),
        *(
            ("lista_cruzar", con_archivo(octetos, id="b", nombre="l"))
            for octetos in (utf16, latin, mala, pie)
        ),
    )
    assert [h["recuento"][0] for h in hechas] == [4, 4, 4, 4], hechas
    assert (hechas[2]["apartadas"]["cuantas"], hechas[2]["apartadas"]["ejemplos"][0]["fila"]) == (
        1,
        6,
    )
    assert "la lista termina en un pie que no se leyó" in hechas[3]["avisos"]
    assert "1000000" not in str(hechas)


def test_una_base_sin_documento_o_sin_ficha_lo_dice(mi_base: Page) -> None:
    tabla, cedulas = con_documentos(10, 1)
    sin_documento = a_csv(sin_filas(tabla, "num_documento"))
    sin_ficha = a_csv(sin_filas(tabla, "ide_ficha_origen"))
    lista = una_lista(cedulas)
    _, uno, _, otro = pedir(
        mi_base,
        ("abrir", con_archivo(sin_documento, id="b")),
        ("lista_cruzar", con_archivo(lista, id="b", nombre="l")),
        ("abrir", con_archivo(sin_ficha, id="c")),
        ("lista_cruzar", con_archivo(lista, id="c", nombre="l")),
    )
    assert "no trae el número de documento" in uno["problema"]
    assert "no dice la ficha y el hogar" in otro["problema"]


def test_la_muestra_real_se_cruza_si_se_dice_que_es_completa(mi_base: Page, fuentes: Path) -> None:
    ruta = datos.muestra(fuentes, "76113")
    octetos, leida = ruta.read_bytes(), datos.leer_csv(ruta)
    partes = (leida[c] for c in ("cod_mpio", "llave", "HOGAR"))
    elegidas = list(dict.fromkeys(zip(*partes, strict=True)))[::5]
    lista = "\n".join(["cod_mpio;ficha;hogar", *(";".join(ll) for ll in elegidas)]).encode()
    propio = con_archivo(lista, id="m", nombre="l")
    abierta, mala, bien = pedir(
        mi_base,
        ("abrir", con_archivo(octetos, id="m")),
        ("lista_cruzar", propio),
        ("lista_cruzar", {**propio, "completa": True}),
    )
    assert abierta["esMuestra"]
    assert "es una muestra" in mala["problema"]
    assert bien["recuento"][0] == len(elegidas)
