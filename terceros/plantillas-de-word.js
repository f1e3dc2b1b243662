// Lo que llena plantillas de Word: docxtemplater y su zip. El XML lo leen las clases del navegador.
export { default as Docxtemplater } from "docxtemplater";
export { default as PizZip } from "pizzip";
export { getTags } from "docxtemplater/js/get-tags.js";
