// Valida archivos de Office con el Open XML SDK de Microsoft, compilado para node. Escribe un JSON por archivo.
import { readFileSync } from "node:fs";
import validate, { getFileFormatFromName } from "@ooxml-tools/validate";

for (const ruta of process.argv.slice(2)) {
  const faltas = await validate(readFileSync(ruta), getFileFormatFromName(ruta), "Office2019");
  const dichas = faltas.map((f) => `${f.path.partUri} ${f.path.xpath}: ${f.description}`);
  console.log(JSON.stringify({ ruta, faltas: dichas }));
}
process.exit(0);
