/* El mapa de indicadores (sitio/recursos/mapa): qué es una capa, una geometría y el estado que va en la dirección. */

/** Un valor por municipio, y por qué falta el que falta: "" sin dato, "x" no aplica, "n" no disponible. */
interface ColumnaDelMapa {
  valores: (number | null)[];
  marcas: (string | null)[];
}

interface FichaDelMapa {
  corto: string;
  largo: string;
  definicion: string;
  unidad: string;
  decimales: number;
  si_no: boolean;
  fuente: string;
  ancla: string;
  advertencias: string[];
  notas: Record<string, string>;
  color: "ipm" | "mon" | "nbi";
  cortes: number[] | null;
  /** Zona → años en que existe. */
  periodos: Record<string, string[]>;
  vigente: string;
  aparte: boolean;
  censal: boolean;
  puesto: boolean;
  ordena: boolean;
  ajenos: string[];
  pais_del_kit: boolean;
  pais: Record<string, number>;
  valores: Record<string, string | ColumnaDelMapa>;
  intervalos?: string;
}

interface CapaDelMapa extends ColumnaDelMapa {
  id: string;
  ficha: FichaDelMapa;
  zona: string;
  periodo: string;
  metodo: string;
  cortes: number[];
  arriba: boolean;
  clases: number[];
  /** La clase de estilo de cada municipio: k1…k5, o k0, kx y kn si no hay número. */
  claves: string[];
  /** En enteros; `entera` es la cifra que se lee con cautela, que tampoco lleva decimales. */
  intervalo(i: number): { desde: number; hasta: number; entera?: number } | null;
  pais: number | undefined;
}

interface MunicipiosDelMapa {
  codigos: string[];
  nombres: string[];
  departamentos: string[];
  personas: (number | null)[];
  valores: (number | null)[];
  lugar: Map<string, number>;
}

type CajaDelMapa = [[number, number], [number, number]];

interface GeometriaCompacta {
  medidas: [number, number];
  recuadro: [number, number, number, number];
  anillos: string;
  arcos: string;
  capitales: [number, number, number][];
}

interface GeometriaDelMapa {
  ancho: number;
  alto: number;
  recuadro: [number, number, number, number];
  trazos: string[];
  limites: string;
  cajas: CajaDelMapa[];
  areas: number[];
  centros: [number, number][];
  capitales: Map<number, [number, number]>;
}

type EstadoDelMapa = Record<
  | "indicador"
  | "periodo"
  | "zona"
  | "modo"
  | "indicador2"
  | "periodo2"
  | "zona2"
  | "metodo"
  | "departamento"
  | "pdet"
  | "categoria"
  | "clase"
  | "orden"
  | "lugares"
  | "elegido"
  | "vista",
  string
>;

interface OpcionesDeLeyenda {
  elegida: string;
  alTocar(clave: string): void;
  alPasar(clave: string): void;
}

interface VistaDelMapa {
  m: MunicipiosDelMapa;
  capas: CapaDelMapa[];
  claves: string[];
  filas: number[];
  paneles: any[];
  cruce: boolean;
}

interface Window {
  KitD3: any;
  KitMapa: any;
}
