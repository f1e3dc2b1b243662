/* El panel «Publicar» de Mi base (mi_base/publicar*.js): lo que sabe mientras la página está abierta y sus partes. */

interface EstadoDePublicar {
  /** La del territorio; «» si no se ha elegido. */
  columna: string;
  redondeo: number;
  minimo: number;
  nulos: PedidoDePublicacion["nulos"];
  clave: ClaveAbierta | null;
  /** Si se creó aquí. */
  claveNueva: boolean;
  /** Si quien la creó dijo que ya la guardó. */
  claveGuardada: boolean;
  bitacora: BitacoraAbierta | null;
  /** Si se dijo que nunca se ha publicado con esa clave. */
  primeraVez: boolean;
  hecha: PublicacionConRegistro | null;
  /** Si la bitácora nueva ya se descargó, o no hay nada que anotar. */
  anotada: boolean;
  mapa: MapaPublicable | null;
}

interface PanelDePublicar {
  pedir: KitMiBase["pedir"];
  /** Si en la página se ven cifras exactas: si no, tampoco se dicen los avisos de la base. */
  interno(): boolean;
  estado(): EstadoDePublicar;
  /** Las que pueden ser el territorio. */
  columnas: string[];
  /** Pinta otra vez y pone el foco en ese nodo. */
  cambiar(nuevo: EstadoDePublicar, foco?: string): void;
  /** Hace algo y dice lo que salga mal, con el archivo si lo hay. */
  intentar(hacer: () => Promise<void>, archivo?: string): Promise<void>;
  olvidar(): void;
}

/** Las partes del panel «Publicar» (mi_base/publicar*.js). */
interface KitPublicar {
  reglas(): any;
  inicial(): EstadoDePublicar;
  loQueFalta(e: EstadoDePublicar): string[];
  exigirSinBitacora(e: EstadoDePublicar): void;
  conClaveNueva(e: EstadoDePublicar, clave: ClaveAbierta): EstadoDePublicar;
  conClave(e: EstadoDePublicar, clave: ClaveAbierta): EstadoDePublicar;
  conBitacora(e: EstadoDePublicar, bitacora: BitacoraAbierta): EstadoDePublicar;
  conOtraBase(e: EstadoDePublicar, columnas: string[]): EstadoDePublicar;
  sinLoHecho(e: EstadoDePublicar): EstadoDePublicar;
  conLoHecho(e: EstadoDePublicar, hecha: PublicacionConRegistro): EstadoDePublicar;
  conLaBitacoraBajada(e: EstadoDePublicar): EstadoDePublicar;
  queSePublica(panel: PanelDePublicar): HTMLElement;
  laClave(panel: PanelDePublicar): HTMLElement;
  laBitacora(panel: PanelDePublicar): HTMLElement;
  resultado(panel: PanelDePublicar): HTMLElement | null;
  archivo(
    id: string,
    rotulo: string,
    panel: PanelDePublicar,
    alLeer: (texto: string) => Promise<void>,
    acepta?: string,
  ): HTMLElement;
  campo(id: string, rotulo: string, control: HTMLElement, ayuda?: string): HTMLElement;
  lista(
    id: string,
    opciones: (string | number)[][],
    elegida: string | number,
    alElegir: (valor: string) => void,
  ): HTMLElement;
}
