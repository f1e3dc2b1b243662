"""La revisión: el orden, qué la detiene, qué deja escrito y que nunca queda nada a medias."""

from __future__ import annotations

import errno
import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generador.cubo import procedencia
from generador.disco import carpeta_propia
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.importacion import verificar
from generador.ordenes.kit import principal
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.datos_publicados import ENCABEZADO, TABLA
from generador.publicar import pasos, registro, revisar, varas
from generador.publicar.pasos import Paso
from generador.publicar.revisar import Pedido
from tests.publicar.publicaciones import FUENTES, publicar

IPM = ("27025", "ipm_censal", "medida_censal_2018")
ENTERO = '<a href="datos/indicadores.csv.gz">datos</a><a href="https://www.dane.gov.co/">DANE</a>'
Construir = Callable[..., Path]


@pytest.fixture
def pedido(tmp_path: Path) -> Pedido:
    return Pedido(tmp_path / "publico", tmp_path / "revision.md", "https://kit.example/kit/")


@pytest.fixture
def construye(acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Cambia la construcción por una de dos archivos; los datos se dan por buenos."""

    def con(portada: str = ENTERO, ipm: str = "90.6") -> None:
        def hacer(_codigos: object, salida: Path, *_: object, **__: object) -> Path:
            salida.mkdir()
            carpeta_propia.marcar(salida)
            publicar(salida, {IPM: ipm}, FUENTES)
            (salida / "index.html").write_text(portada, encoding="utf-8")
            return salida

        monkeypatch.setattr(revisar, "construir", hacer)

    monkeypatch.setattr(verificar, "fallos", lambda _: [])
    monkeypatch.setattr(revisar, "reunir", lambda: acervo)
    con()
    return con


def _nombres(hecha: revisar.Revision) -> dict[str, bool]:
    return {p.nombre: p.pasa for p in hecha.pasos}


def test_los_pasos_van_en_orden_y_dejan_el_sitio(
    pedido: Pedido, construye: Callable[[str, str], None]
) -> None:
    vistos: list[str] = []
    hecha = revisar.revisar(pedido, lambda paso: vistos.append(paso.nombre))
    assert vistos == ["Datos", "Construcción", "Enlaces", "Pesos", "Cambios", "Vigencia"]
    assert hecha.pasa
    assert (pedido.salida / "index.html").read_text("utf-8") == ENTERO
    assert not revisar.por_revisar(pedido.salida).exists()
    assert "# Se puede publicar" in pedido.registro.read_text("utf-8")


def test_con_los_datos_danados_no_se_construye(
    pedido: Pedido, construye: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verificar, "fallos", lambda _: ["nbi.csv: `x` | <b>"])
    monkeypatch.setattr(revisar, "construir", lambda *_, **__: pytest.fail("construyó"))
    hecha = revisar.revisar(pedido)
    assert _nombres(hecha) == {"Datos": False}
    assert not pedido.salida.exists()
    assert r"- nbi.csv: \`x\` \| \<b\>" in pedido.registro.read_text("utf-8")


def test_si_la_construccion_falla_lo_dice_con_su_remedio(
    pedido: Pedido, construye: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(*_: object, **__: object) -> Path:
        raise ErrorDelKit("MkDocs avisó: enlace\n  Qué hacer: corríjalo")

    monkeypatch.setattr(revisar, "construir", falla)
    hecha = revisar.revisar(pedido)
    assert hecha.pasos[-1] == Paso("Construcción", False, "MkDocs avisó: enlace", (), "corríjalo")


@pytest.mark.parametrize(
    "portada",
    ['<a href="no-esta.html">x</a>', '<a href="#no">x</a>', '<a href="https://sin punto">x</a>',
     '<a href="javascript:alert(1)">x</a>'],
)  # fmt: skip
def test_un_enlace_malo_detiene_y_no_toca_lo_que_habia(
    pedido: Pedido, construye: Callable[[str, str], None], portada: str
) -> None:
    revisar.revisar(pedido)
    construye(portada, "90.6")
    hecha = revisar.revisar(pedido)
    assert not hecha.pasa
    assert not _nombres(hecha)["Enlaces"]
    assert (pedido.salida / "index.html").read_text("utf-8") == ENTERO
    assert (revisar.por_revisar(pedido.salida) / "index.html").read_text("utf-8") == portada
    texto = pedido.registro.read_text("utf-8")
    assert "# No se puede publicar" in texto
    assert "**Qué hacer:**" in texto
    # La siguiente que pase no se estorba con la que no pasó.
    construye(ENTERO, "90.6")
    assert revisar.revisar(pedido).pasa
    assert not revisar.por_revisar(pedido.salida).exists()


def test_lo_que_no_cabe_detiene(
    pedido: Pedido, construye: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(varas, "SITIO", 100)
    hecha = revisar.revisar(pedido)
    assert _nombres(hecha)["Enlaces"]
    (pesos,) = [p for p in hecha.pasos if p.nombre == "Pesos"]
    assert not pesos.pasa
    assert pesos.detalle[0].startswith("No cabe: Sitio sin fichas")


def test_una_cifra_que_cambia_sin_su_fuente_detiene_hasta_que_se_acepta(
    pedido: Pedido, construye: Callable[[str, str], None], tmp_path: Path
) -> None:
    anterior = publicar(tmp_path / "publicado", {IPM: "91.5"}, FUENTES)
    frente = replace(pedido, anterior=anterior)
    hecha = revisar.revisar(frente)
    assert [n for n, pasa in _nombres(hecha).items() if not pasa] == ["Cambios"]
    assert not pedido.salida.exists()
    texto = pedido.registro.read_text("utf-8")
    assert r"- Alto Baudó (27025), 2018: 91,5 → 90,6 (−0,9)" in texto
    assert "1 cambiada (1 baja), en un territorio; **su fuente no cambió**" in texto
    assert ";ipm_censal;Alto Baudó;27025;Total;2018;91,5;90,6;-0,9\n" in (
        tmp_path / "revision.csv"
    ).read_text("utf-8")
    hecha = revisar.revisar(replace(frente, acepta_cambios=True))
    assert hecha.pasa
    assert "aceptados con --acepto-cambios" in hecha.pasos[4].resumen
    # Frente a lo recién publicado no cambia nada, y el CSV viejo no queda diciendo otra cosa.
    assert revisar.revisar(replace(pedido, anterior=pedido.salida)).pasa
    assert not (tmp_path / "revision.csv").exists()


@pytest.mark.parametrize(
    "dano",
    [
        lambda tabla: tabla.write_bytes(b""),
        lambda tabla: tabla.write_bytes(tabla.read_bytes()[:-9]),
        lambda tabla: tabla.write_bytes(gzip.compress(ENCABEZADO)),
        lambda tabla: tabla.write_bytes(
            gzip.compress(gzip.decompress(tabla.read_bytes()).replace(b"total", b"suma"))
        ),
        lambda tabla: tabla.write_bytes(
            gzip.compress(
                gzip.decompress(tabla.read_bytes()).replace(b"territorio,dominio", b"dominio,lugar")
            )
        ),
        lambda tabla: tabla.unlink(),
        lambda tabla: tabla.with_name("fuentes.json").write_text("[1]"),
    ],
)
def test_lo_publicado_danado_se_dice_antes_de_construir(
    pedido: Pedido,
    construye: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    dano: Callable[[Path], object],
) -> None:
    anterior = publicar(tmp_path / "publicado", {IPM: "91.5"}, FUENTES)
    dano(anterior / TABLA)
    monkeypatch.setattr(revisar, "construir", lambda *_, **__: pytest.fail("construyó"))
    with pytest.raises(ErrorDeDatos, match=r"publicad[oa]"):
        revisar.revisar(replace(pedido, anterior=anterior))
    assert sorted(r.name for r in tmp_path.iterdir()) == ["publicado"]


def test_dos_a_la_vez_no_se_pisan(pedido: Pedido, construye: Callable[[str, str], None]) -> None:
    """La segunda borraría lo que la primera está mirando."""

    def otra(paso: Paso) -> None:
        if paso.nombre == "Enlaces":
            with pytest.raises(ErrorDelKit, match="otra revisión está haciendo"):
                revisar.revisar(pedido)

    assert revisar.revisar(pedido, otra).pasa
    assert [r.name for r in pedido.salida.parent.iterdir() if r.name.startswith(".")] == []


def test_interrumpida_a_la_mitad_no_deja_nada(
    pedido: Pedido, construye: Callable[[str, str], None]
) -> None:
    revisar.revisar(pedido)
    antes = pedido.registro.read_bytes()

    def corta(paso: Paso) -> None:
        if paso.nombre == "Pesos":
            raise KeyboardInterrupt

    construye("<p>otro</p>", "90.6")
    with pytest.raises(KeyboardInterrupt):
        revisar.revisar(pedido, corta)
    assert (pedido.salida / "index.html").read_text("utf-8") == ENTERO
    assert pedido.registro.read_bytes() == antes
    quedan = {r.name for r in pedido.salida.parent.iterdir()}
    assert quedan == {pedido.salida.name, pedido.registro.name}


def test_si_el_registro_no_se_puede_escribir_el_sitio_no_cambia(
    pedido: Pedido, construye: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lleno(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("generador.disco.archivo_propio.escribir_juntos", lleno)
    with pytest.raises(ErrorDeDatos, match="no queda espacio"):
        revisar.revisar(pedido)
    assert not pedido.salida.exists()


def test_lo_que_se_lee_no_se_reemplaza(
    pedido: Pedido, construye: Callable[[str, str], None]
) -> None:
    revisar.revisar(pedido)
    adentro = pedido.salida / "descargas"
    adentro.mkdir()
    with pytest.raises(ErrorDeDatos, match="contiene la entrada"):
        revisar.revisar(replace(pedido, descargas=adentro))
    with pytest.raises(ErrorDeDatos, match="contiene la entrada"):
        revisar.revisar(replace(pedido, locales=(adentro,)))
    with pytest.raises(ErrorDeDatos, match="quedaría dentro del sitio"):
        revisar.revisar(replace(pedido, registro=pedido.salida / "revision.md"))


def test_sin_direccion_la_404_no_es_un_enlace_roto(tmp_path: Path) -> None:
    """Ofrece la carpeta de la ruta que se pidió, que no se sabe cuál será."""
    (tmp_path / "404.html").write_text('<a href="./">x</a><a href="../">x</a>', encoding="utf-8")
    assert pasos.de_enlaces(tmp_path, "").pasa
    (tmp_path / "otra.html").write_text('<a href="../">x</a>', encoding="utf-8")
    assert pasos.de_enlaces(tmp_path, "").detalle == ("otra.html → ../",)


def test_el_registro_no_tapa_lo_ajeno(
    pedido: Pedido, construye: Callable[[str, str], None]
) -> None:
    pedido.registro.write_text("# Mis notas\n", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="no es el registro de una revisión"):
        revisar.revisar(pedido)
    assert pedido.registro.read_text("utf-8") == "# Mis notas\n"
    pedido.registro.unlink()
    registro.csv_de(pedido.registro).write_text("mío", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="no es el registro de una revisión"):
        revisar.revisar(pedido)


def test_una_salida_ajena_no_se_reemplaza(
    pedido: Pedido, construye: Callable[[str, str], None]
) -> None:
    pedido.salida.mkdir()
    (pedido.salida / "mio.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="no lleva la marca"):
        revisar.revisar(pedido)


def test_avisa_de_las_fuentes_viejas_y_deja_seguir() -> None:
    fuentes = procedencia.fuentes()
    ipc = fuentes["ipc"]
    recien = pasos.de_vigencia({"ipc": ipc}, date(2026, 2, 1))
    despues = pasos.de_vigencia({"ipc": ipc}, date(2026, 11, 29))
    assert recien.pasa
    assert despues.pasa
    assert recien.detalle == ()
    assert "su serie es mensual y llega hasta 2026-01" in despues.detalle[0]


def test_la_orden_sale_con_uno_y_dice_que_hacer(
    pedido: Pedido, construye: Callable[[str, str], None], tmp_path: Path
) -> None:
    anterior = publicar(tmp_path / "publicado", {IPM: "91.5"}, FUENTES)
    opciones = [
        "publicar", "--revisar", "--salida", str(pedido.salida), "--anterior", str(anterior),
        "--registro", str(pedido.registro), "--url", pedido.url,
    ]  # fmt: skip
    hecho = CliRunner().invoke(principal, opciones)
    assert hecho.exit_code == 1
    assert "repita con --acepto-cambios" in hecho.output
    assert CliRunner().invoke(principal, [*opciones, "--acepto-cambios"]).exit_code == 0
    sin_revisar = CliRunner().invoke(principal, ["publicar"])
    assert sin_revisar.exit_code == 1
    assert "--revisar" in sin_revisar.output


def test_nada_pide_por_la_red(
    pedido: Pedido,
    construye: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def red(*_: object, **__: object) -> None:
        pytest.fail("abrió una conexión")

    monkeypatch.setattr("socket.socket.connect", red)
    assert revisar.revisar(pedido).pasa
    assert gzip.decompress((pedido.salida / "datos/indicadores.csv.gz").read_bytes())
