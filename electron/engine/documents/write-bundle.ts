/** Several papers in one zip, each a file by its name. The same papers give the same bytes. */
import { ZipFile } from 'yazl';

export interface BundledPaper {
  /** File name with its ending. */
  name: string;
  bytes: Uint8Array;
}

/** When a paper was written says its own date, not the zip. */
const zipTime = new Date(2000, 0, 1);

/** @returns the bytes of the zip; names are UTF-8 */
export const writeBundle = async (papers: readonly BundledPaper[]): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const { name, bytes } of papers) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime: zipTime, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
