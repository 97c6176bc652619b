/** A document as it is printed: an A4 sheet with its margins, one page at a time, breaking where the PDF breaks. */
import '../../../resources/documents/paper.css';
import './paper-pages.css';
import { Button } from 'antd';
import { createElement, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type PaperElement, paperOf } from '#shared/documents/paper.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { formatCount } from '../../i18n/format.ts';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';

/** On a page that has a title of its own, the paper's titles stand below it. */
const tags: Partial<Record<PaperElement['tag'], string>> = { h1: 'h2', h2: 'h3', h3: 'h4' };

const draw = (node: PaperElement | string, key: number): ReactNode =>
  typeof node === 'string'
    ? node
    : createElement(
        tags[node.tag] ?? node.tag,
        {
          key,
          ...(node.classes.length === 0 ? {} : { className: node.classes.join(' ') }),
          ...node.attributes,
        },
        // An element without content must be given none.
        ...(node.children.length === 0 ? [] : [node.children.map(draw)]),
      );

/** CSS pixels of the sheet and of the room between two pages of the flow. */
const pixelsPerMm = 96 / 25.4;
const sheet = { width: 210 * pixelsPerMm, height: 297 * pixelsPerMm };
const gap = 20 * pixelsPerMm;

/** What is on the desk needs to be measured: how wide the desk is, and how many pages the text fills. */
const useMeasures = (plan: DocumentPlan) => {
  const frame = useRef<HTMLElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState({ scale: 0.6, pages: 1, step: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan fills other pages
  useLayoutEffect(() => {
    const measure = (): void => {
      const room = frame.current?.clientWidth ?? 0;
      const column = flow.current?.clientWidth ?? 0;
      const filled = flow.current?.scrollWidth ?? 0;
      if (room === 0 || column === 0) return;
      setMeasured({
        scale: Math.min(1, Math.max(0.3, (room - 32) / sheet.width)),
        pages: Math.max(1, Math.round((filled + gap) / (column + gap))),
        step: column + gap,
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (frame.current !== null) observer.observe(frame.current);
    // Types that the office has not are found missing late.
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, [plan]);
  return { frame, flow, ...measured };
};

export const Paper = ({ plan, working = false }: { plan: DocumentPlan; working?: boolean }) => {
  const { frame, flow, scale, pages, step } = useMeasures(plan);
  const [wanted, setPage] = useState(0);
  const page = Math.min(wanted, pages - 1);
  const drawn = useMemo(() => draw(paperOf(plan), 0), [plan]);
  const label = words.page(formatCount(page + 1), formatCount(pages));
  const turn = (by: number): void => {
    setPage(Math.max(0, Math.min(pages - 1, page + by)));
    frame.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="paper-desk" aria-busy={working}>
      <div className="paper-bar">
        <Button size="small" disabled={page === 0} onClick={() => turn(-1)}>
          {words.previous}
        </Button>
        <span className="num" role="status">
          {label}
        </span>
        <Button size="small" disabled={page === pages - 1} onClick={() => turn(1)}>
          {words.next}
        </Button>
        {working && <span className="quiet">{words.building}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it */}
      <section ref={frame} className="paper-frame" tabIndex={0} aria-label={words.preview}>
        <div className="paper-place" style={{ width: sheet.width * scale, height: sheet.height * scale }}>
          <div className={`paper-sheet paper-sheet-${plan.form}`} style={{ transform: `scale(${scale})` }}>
            <div className={`paper-area paper-area-${plan.form}`}>
              <div ref={flow} className="paper-flow" style={{ transform: `translateX(${-page * step}px)` }}>
                {drawn}
              </div>
            </div>
            <p className="paper-number">— {page + 1} —</p>
          </div>
        </div>
      </section>
    </div>
  );
};
