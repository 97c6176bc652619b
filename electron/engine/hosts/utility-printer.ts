/** The host capability `printPaper()` inside a utility process: main prints, since only it has Chromium. */
import type { FromEngineProcess } from '#shared/bridge/engine-control.ts';
import type { PrintPaper } from '../runtime/paper-host.ts';

export interface PaperPrinter {
  printPaper: PrintPaper;
  /** Main has printed a paper, or could not. */
  printed(paper: number, pdf: Uint8Array | null): void;
}

/** @param tell sends a request to main */
export const createPaperPrinter = (tell: (message: FromEngineProcess) => void): PaperPrinter => {
  const waiting = new Map<number, (pdf: Uint8Array | null) => void>();
  let last = 0;
  return {
    printPaper(page) {
      last += 1;
      const paper = last;
      return new Promise((resolve) => {
        waiting.set(paper, resolve);
        tell({ type: 'printPaper', paper, ...page });
      });
    },
    printed(paper, pdf) {
      waiting.get(paper)?.(pdf);
      waiting.delete(paper);
    },
  };
};
