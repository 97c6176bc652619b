/**
 * What the engine needs from its host to make a PDF: something that prints a page. The window's host has Chromium for
 * it; the command line has nothing of the kind and says so.
 */
export interface PaperPage {
  /** Markup of the whole page, without scripts. */
  markup: string;
  /** By which its one style sheet is known to the page's content security policy. */
  nonce: string;
  /** Where the page number stands, in millimetres above the lower edge of the paper. */
  pageNumberAt: number;
}

/** The host capability `printPaper()`. @returns the bytes of the PDF; null when it could not be printed */
export type PrintPaper = (page: PaperPage) => Promise<Uint8Array | null>;
