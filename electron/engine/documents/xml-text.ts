/** Text inside XML: nothing that was typed can become an element, and no character that XML forbids gets through. */

/** XML 1.0 knows no other control characters than tab and line ends; Word refuses a file that holds one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For the content of an element or an attribute in quotes. Halves of a character become `�`. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** The lines that a text was typed in. */
export const textLines = (text: string): string[] => text.split(/\r\n|[\n\r]/);
