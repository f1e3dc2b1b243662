/* El buscador del sitio (sitio/recursos/buscador): qué se halla y cómo se muestra. */

interface FichaDelBuscador {
  clase: string;
  /** Código DANE de un territorio; vacío en lo demás. */
  codigo: string;
  nombre: string;
  /** Dónde queda o de qué página es: distingue los homónimos. */
  detalle: string;
  direccion: string;
  otros: string[];
  texto: string;
  personas: number;
  /** El código de departamento de un municipio que también lo es (Bogotá); vacío en los demás. */
  departamento: string;
}

interface HalladoPorElBuscador {
  grupos: { titulo: string; lejos: number; fichas: FichaDelBuscador[] }[];
  dudoso: boolean;
}

interface OpcionesDeLaLista {
  buscar(texto: string): HalladoPorElBuscador;
  /** Sin `alElegir`, cada opción es un enlace a `direccion`. */
  alElegir?(ficha: FichaDelBuscador): void;
  direccion?(ficha: FichaDelBuscador): string;
  /** Si un municipio que es también su departamento se ofrece de las dos maneras; si no se dice, al abrir y no al elegir. */
  conDepartamento?: boolean;
  /** Qué hacer si el campo queda vacío. */
  vacio?(): void;
}

interface KitBuscador {
  Motor: any;
  Lista: any;
  deTerritorios(filas: FilaDeTerritorio[]): FichaDelBuscador[];
  deContenidos(contenidos: any, territorios: FilaDeTerritorio[]): FichaDelBuscador[];
  llano(texto: string): string;
}

interface Window {
  KitBuscador: KitBuscador;
  KIT_CONTENIDOS: any;
  MiniSearch: any;
}
