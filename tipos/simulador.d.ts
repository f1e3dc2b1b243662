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
  // vistas, controles y resultado
  curva(datos: VistaDeHogares & CortesDeLaCurva): HTMLElement;
  porTerritorio(datos: VistaDeHogares & { estado: number[]; corte: string }): HTMLElement;
  OPCIONES: Record<string, string[][]>;
  controles(app: Aplicacion<EstadoDelSimulador>): HTMLElement[];
  limitesDe(e: EstadoDelSimulador): Limites | null;
  tablaDeResultado(
    base: BaseDelSimulador,
    e: EstadoDelSimulador,
    uno: ResultadoDelSimulador,
    dos: ResultadoDelSimulador,
  ): HTMLElement;
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

interface CortesDeLaCurva {
  codigos: string[];
  /** De cada código a su orden. */
  lugar: Record<string, number>;
  grupos: GrupoDelInstrumento[];
  corte: string;
  otro: string;
}
