/* Lo que cada guion del simulador ofrece a los demás en `KitSimulador`. */

interface KitSimulador {
  // lectura
  examinarBase(octetos: Uint8Array): BaseExaminada;
  leerBase(examinada: BaseExaminada, instrumento: Instrumento, respuestas?: Respuestas): BaseDelSimulador;
  // pregunta
  oracion(texto: string): string;
  preguntar(
    nombre: string,
    error: { problema: string; queHacer: string; pregunta: Pregunta },
    alResponder: (respuesta: Respuestas | null) => void,
  ): HTMLElement;
  // cuentas
  esObjetivo: Record<string, (base: BaseDelSimulador, i: number) => boolean>;
  correr(
    base: BaseDelSimulador,
    e: ReglaDelSimulador,
    limites: Limites,
    corte: string,
    hasta: number,
  ): ResultadoDelSimulador;
  vista(base: BaseDelSimulador, e: ReglaDelSimulador): VistaDeHogares;
  // vistas y controles
  curva(partes: any): HTMLElement;
  porTerritorio(partes: any): HTMLElement;
  campos: any;
  tablaDeResultado: any;
  csvDe: any;
}
