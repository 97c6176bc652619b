/**
 * Turns a page that the engine has written into a PDF: in a window that nobody sees, sandboxed, without scripts, in a
 * session of its own that answers one address and refuses every other. Only here is Chromium asked to print.
 */
import { BrowserWindow, session } from 'electron';
import { lockDownSession } from './lock-down.ts';

/** What the page is asked for under; nothing is listening there but the handler below. */
const address = 'app://paper/';

/** The document's own style sheet is all that it may use. */
const policy = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export interface PaperPage {
  /** Markup of the whole page. */
  markup: string;
  /** By which its style sheet is known. */
  nonce: string;
  /** Where the page number stands, in millimetres above the lower edge of the paper. */
  pageNumberAt: number;
}

/** Chromium draws this below the page; it takes no style sheet but its own. */
const footer = (above: number): string =>
  `<div style="width:100%;text-align:center;padding-bottom:${above}mm;font:14pt SimSun,'Noto Serif CJK SC',serif">— <span class="pageNumber"></span> —</div>`;

let printed = 0;

/** @returns the bytes of the PDF, A4, with the margins that the page's style sheet asks for */
export const printToPdf = async ({ markup, nonce, pageNumberAt }: PaperPage): Promise<Buffer> => {
  printed += 1;
  // Not persistent: nothing of it is ever on the disk.
  const own = session.fromPartition(`paper-${printed}`, { cache: false });
  lockDownSession(own, null, address);
  own.protocol.handle('app', (request) =>
    request.url === address
      ? new Response(markup, {
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': policy(nonce),
            'X-Content-Type-Options': 'nosniff',
            'Referrer-Policy': 'no-referrer',
          },
        })
      : new Response(null, { status: 404 }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webSecurity: true,
      images: false,
      webgl: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer(pageNumberAt),
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    own.protocol.unhandle('app');
  }
};
