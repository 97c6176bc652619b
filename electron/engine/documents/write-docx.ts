/**
 * A plan as a Word file (WordprocessingML in a zip). Written by hand: a document here is paragraphs, tables and a page
 * number, whose look must be exactly the standard's. The same plan gives the same bytes.
 */
import { ZipFile } from 'yazl';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { documentXml } from './docx-body.ts';
import { fontTableXml, footerXml, settingsXml, stylesXml } from './docx-looks.ts';
import { xmlText } from './xml-text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const coreProperties = 'http://schemas.openxmlformats.org/package/2006';

/** Parts of the document by name, with the type and, for those that the document refers to, the kind of reference. */
const parts: readonly { name: string; type: string; reference?: string }[] = [
  { name: 'document', type: 'document.main' },
  { name: 'styles', type: 'styles', reference: 'styles' },
  { name: 'settings', type: 'settings', reference: 'settings' },
  { name: 'fontTable', type: 'fontTable', reference: 'fontTable' },
  { name: 'footer1', type: 'footer', reference: 'footer' },
  { name: 'footer2', type: 'footer', reference: 'footer' },
];

const contentTypes =
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
  parts
    .map(
      ({ name, type }) => `<Override PartName="/word/${name}.xml" ContentType="${officeTypes}.${type}+xml"/>`,
    )
    .join('') +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';

const rootReferences =
  `${declaration}<Relationships xmlns="${packageRelationships}">` +
  `<Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/>` +
  `<Relationship Id="rId2" Type="${packageRelationships}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

/** `sectionXml` names the footers rId4 and rId5. */
const documentReferences =
  `${declaration}<Relationships xmlns="${packageRelationships}">` +
  parts
    .filter(({ reference }) => reference !== undefined)
    .map(
      ({ name, reference }, index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationships}/${reference}" Target="${name}.xml"/>`,
    )
    .join('') +
  '</Relationships>';

const coreXml = (plan: DocumentPlan): string =>
  `${declaration}<cp:coreProperties xmlns:cp="${coreProperties}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${xmlText(plan.title)}</dc:title><dc:creator>${xmlText(plan.signature?.organ ?? '')}</dc:creator></cp:coreProperties>`;

/** Of every entry: when a paper was written says its own date and the audit log, not its zip. */
const zipTime = new Date(2000, 0, 1);

/** @returns the bytes of the .docx */
export const writeDocx = async (plan: DocumentPlan): Promise<Buffer> => {
  const zip = new ZipFile();
  const add = (name: string, content: string): void =>
    zip.addBuffer(Buffer.from(content), name, { mtime: zipTime, mode: 0o100644, forceDosTimestamp: true });
  add('[Content_Types].xml', contentTypes);
  add('_rels/.rels', rootReferences);
  add('docProps/core.xml', coreXml(plan));
  add('word/document.xml', documentXml(plan));
  add('word/styles.xml', stylesXml(plan.form));
  add('word/settings.xml', settingsXml());
  add('word/fontTable.xml', fontTableXml());
  // Odd pages, the right ones, are Word's default.
  add('word/footer1.xml', footerXml('right'));
  add('word/footer2.xml', footerXml('left'));
  add('word/_rels/document.xml.rels', documentReferences);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
