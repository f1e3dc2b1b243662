/* Lo que cada guion del simulador ofrece a los demás en `KitSimulador`. */

interface KitSimulador {
  // lectura
  examinarBase(octetos: Uint8Array, opciones?: { maximo?: number; apartar?: boolean }): BaseExaminada;
  leerBase(examinada: BaseExaminada, instrumento: Instrumento, respuestas?: Respuestas): BaseDelSimulador;
  // pregunta
  oracion(texto: string): string;
  preguntar(
    nombre: string,
    error: { problema: string; queHacer: string; pregunta: Pregunta },
    alResponder: (respuesta: Respuestas | null) => void,
  ): HTMLElement;
  // cuentas
  SIN_SORTEO: string;
  esObjetivo: Record<string, (base: BaseDelSimulador, i: number) => boolean>;
  correr(
    base: BaseDelSimulador,
    e: ReglaDelSimulador,
    limites: Limites,
    corte: string,
    hasta: number,
  ): ResultadoDelSimulador;
  vista(base: BaseDelSimulador, e: ReglaDelSimulador): VistaDeHogares;
  erroresPorCorte(vista: VistaDeHogares, cuantos: number): ErroresDeUnCorte[];
  repartir(
    territorio: Territorio,
    vista: Pick<VistaDeHogares, "objetivo" | "factor">,
    estado: ArrayLike<number>,
  ): RepartoDeTerritorio[];
  // vistas, controles y resultado
  curva(datos: CortesDeLaCurva): HTMLElement;
  porTerritorio(datos: { reparto: RepartoDeTerritorio[]; corte: string }): HTMLElement;
  OPCIONES: Record<string, string[][]>;
  /** `desde`: el número de su primer paso. */
  controles(app: AplicacionDelSimulador, desde?: number): HTMLElement[];
  inicial(): EstadoDelSimulador;
  limitesDe(e: EstadoDelSimulador): Limites | null;
  tablaDeResultado(
    base: { ids: unknown },
    e: EstadoDelSimulador,
    uno: ResultadoDelSimulador,
    dos: ResultadoDelSimulador,
  ): HTMLElement;
  decirCambio(e: EstadoDelSimulador, entran: number, salen: number): string;
  compararCortes(
    base: BaseDelSimulador,
    e: EstadoDelSimulador,
    uno: ResultadoDelSimulador,
    dos: ResultadoDelSimulador,
  ): string;
  decirCosto(resultado: ResultadoDelSimulador, corte: string): HTMLElement | null;
  hogares(base: BaseDelSimulador, e: ReglaDelSimulador, r: ResultadoDelSimulador): FilaDeCsv[];
  resumirLectura(base: BaseDelSimulador & { nombre: string }): string;
}

/** Lo que se escoge en la página, como se escribió. */
interface EstadoDelSimulador extends ReglaDelSimulador {
  corte: string;
  otro: string;
  limite: string;
  cupo: string;
  presupuesto: string;
  costo: string;
}

/** Lo que los controles usan de la herramienta en que están. */
type AplicacionDelSimulador = Pick<Aplicacion<EstadoDelSimulador>, "estado" | "cambiar" | "repintar">;

/** null si no hay entre quiénes contarlo. */
interface ErroresDeUnCorte {
  inclusion: number | null;
  exclusion: number | null;
}

/** Hogares, expandidos; el nombre es «» si no se sabe el territorio. */
interface RepartoDeTerritorio {
  nombre: string;
  objetivo: number;
  entran: number;
  fuera: number;
}

interface CortesDeLaCurva {
  puntos: ErroresDeUnCorte[];
  codigos: string[];
  /** De cada código a su orden. */
  lugar: Record<string, number>;
  grupos: GrupoDelInstrumento[];
  corte: string;
  otro: string;
}
