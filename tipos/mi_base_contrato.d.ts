/* Lo que «Publicar» usa del obrero y de la página de Mi base, mientras no están sus guiones: cuando lleguen con sus
   propios tipos, este archivo se borra. */

interface BaseEnMemoria {
  id: string;
  nombre: string;
  /** SHA-256 de sus octetos, en hexadecimal. */
  huella: string;
  filas: number;
  entrada: Entrada;
  armado: HogaresArmados;
}

interface ContextoDeMiBase {
  bases: { id: string; nombre: string }[];
  pedir(operacion: string, pedido: unknown): Promise<any>;
}

interface KitMiBase {
  panel(declarado: {
    id: string;
    titulo: string;
    orden: number;
    necesita: number;
    pintar(ctx: ContextoDeMiBase): HijoDeNodo;
  }): void;
}

interface KitObrero {
  operacion(nombre: string, hacer: (bases: Map<string, BaseEnMemoria>, pedido: any) => unknown): void;
}

interface Window {
  KitMiBase: KitMiBase;
  KitObrero: KitObrero;
}
