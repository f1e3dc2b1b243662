/* Lo que cada guion del simulador ofrece a los demás en `KitSimulador`. */

interface KitSimulador {
  // lectura
  examinarBase(octetos: Uint8Array, opciones?: { maximo?: number; apartar?: boolean }): BaseExaminada;
  pobrezaDe(armado: HogaresArmados): Int8Array;
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
  erroresPorCorte(vista: VistaDeHogares, cuantos: number): ErroresDeUnCorte[];
  repartir(
    territorio: Territorio,
    vista: { objetivo: ArrayLike<boolean | number>; factor: Float64Array },
    estado: ArrayLike<number>,
    cupos?: ArrayLike<number> | null,
  ): RepartoDeTerritorio[];
  // vistas, controles y resultado
  curva(datos: CortesDeLaCurva): HTMLElement;
  porTerritorio(datos: { reparto: RepartoDeTerritorio[]; corte: string; abierto?: boolean }): HTMLElement;
  OPCIONES: Record<string, string[][]>;
  /** `desde`: el número de su primer paso. */
  controles(app: AplicacionDelSimulador, desde?: number): HTMLElement[];
  inicial(): EstadoDelSimulador;
  limitesDe(e: EstadoDelSimulador): Limites | null;
  limiteMalo(e: EstadoDelSimulador): string;
  tablaDeResultado(
    base: { ids: unknown },
    e: EstadoDelSimulador,
    uno: ResultadoDelSimulador,
    dos: ResultadoDelSimulador,
  ): HTMLElement;
  decirCambio(e: EstadoDelSimulador, entran: number, salen: number): string;
  decirCosto(resultado: ResultadoDelSimulador, corte: string): HTMLElement | null;
  resumirLectura(ficha: FichaDeBase): string;
  // simulacion
  Simulacion: new (idDelTitulo: string) => Simulacion;
}

/** Lo que resulta con un corte, en la unidad elegida. */
interface ResultadoDelSimulador extends Focalizacion {
  corte: string;
  elegibles: number;
  seleccionados: number;
  espera: number;
  /** Hogares seleccionados, sin expandir. */
  hogares: number;
  /** En pesos; 0 sin presupuesto. */
  costo: number;
}

type LoQueSigue = (resultado: ResultadoDelSimulador, conSorteo: boolean) => HijoDeNodo;

/** Una base que se simula: su resultado se pinta en `salida`. */
interface Simulacion {
  salida: HTMLElement;
  ficha: FichaDeBase | null;
  por: string;
  usar(ficha: FichaDeBase, practica?: boolean): void;
  /** null si no hay resultado o ya se pidió otro; `agregar` da lo que va después de él. */
  actualizar(e: EstadoDelSimulador, agregar: LoQueSigue): Promise<ResultadoDeSimular | null>;
  filas(e: EstadoDelSimulador): Promise<FilaDeCsv[]>;
  acto(app: any, e: EstadoDelSimulador, resultado: ResultadoDelSimulador, conSorteo: boolean): HTMLElement;
}

/** Lo que se escoge en la página, como se escribió. */
interface EstadoDelSimulador extends ReglaDelSimulador {
  corte: string;
  otro: string;
  limite: string;
  cupo: string;
  presupuesto: string;
  costo: string;
  reparto: string;
  minimo: string;
}

/** Lo que los controles usan de la herramienta en que están. */
type AplicacionDelSimulador = Pick<Aplicacion<EstadoDelSimulador>, "estado" | "cambiar" | "repintar"> & {
  /** Por dónde se puede repartir la base, y lo escogido. */
  territorios: FichaDeBase["territorios"];
  por: string;
  cambiarPor(campo: string): void;
};

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
  /** null si el cupo no se repartió entre territorios. */
  cupos: number | null;
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
