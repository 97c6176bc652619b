/**
 * The tables by which a PDF without fonts of its own says Chinese characters. They come with pdf.js; those for simplified
 * Chinese that documents use are taken into the program, each fetched when a document asks for it.
 */
import adobeGb1Ucs2 from 'pdfjs-dist/cmaps/Adobe-GB1-UCS2.bcmap?url';
import gbEucH from 'pdfjs-dist/cmaps/GB-EUC-H.bcmap?url';
import gbEucV from 'pdfjs-dist/cmaps/GB-EUC-V.bcmap?url';
import gbkEucH from 'pdfjs-dist/cmaps/GBK-EUC-H.bcmap?url';
import gbkEucV from 'pdfjs-dist/cmaps/GBK-EUC-V.bcmap?url';
import gbk2kH from 'pdfjs-dist/cmaps/GBK2K-H.bcmap?url';
import gbk2kV from 'pdfjs-dist/cmaps/GBK2K-V.bcmap?url';
import gbkpEucH from 'pdfjs-dist/cmaps/GBKp-EUC-H.bcmap?url';
import gbkpEucV from 'pdfjs-dist/cmaps/GBKp-EUC-V.bcmap?url';
import gbpcEucH from 'pdfjs-dist/cmaps/GBpc-EUC-H.bcmap?url';
import gbpcEucV from 'pdfjs-dist/cmaps/GBpc-EUC-V.bcmap?url';
import unigbUcs2H from 'pdfjs-dist/cmaps/UniGB-UCS2-H.bcmap?url';
import unigbUcs2V from 'pdfjs-dist/cmaps/UniGB-UCS2-V.bcmap?url';
import unigbUtf16H from 'pdfjs-dist/cmaps/UniGB-UTF16-H.bcmap?url';
import unigbUtf16V from 'pdfjs-dist/cmaps/UniGB-UTF16-V.bcmap?url';

const addresses: Readonly<Record<string, string>> = {
  'Adobe-GB1-UCS2': adobeGb1Ucs2,
  'GB-EUC-H': gbEucH,
  'GB-EUC-V': gbEucV,
  'GBpc-EUC-H': gbpcEucH,
  'GBpc-EUC-V': gbpcEucV,
  'GBK-EUC-H': gbkEucH,
  'GBK-EUC-V': gbkEucV,
  'GBKp-EUC-H': gbkpEucH,
  'GBKp-EUC-V': gbkpEucV,
  'GBK2K-H': gbk2kH,
  'GBK2K-V': gbk2kV,
  'UniGB-UCS2-H': unigbUcs2H,
  'UniGB-UCS2-V': unigbUcs2V,
  'UniGB-UTF16-H': unigbUtf16H,
  'UniGB-UTF16-V': unigbUtf16V,
};

/** The shape that pdf.js asks for. */
export class CharacterMapReader {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    const address = addresses[name];
    if (address === undefined) throw new Error(`no character map ${name}`);
    const answer = await fetch(address);
    return { cMapData: new Uint8Array(await answer.arrayBuffer()), isCompressed: true };
  }
}
