/** The workbook as it would print: a tab for each sheet, pages below one another, drawn as they come into sight. */
import { Select } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { formatCount } from '../../i18n/format.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';
import { type DrawnSheet, layOutPages, type SheetPages } from './lay-out-pages.ts';
import { cellStyle, SheetPage } from './SheetPage.tsx';
import { SheetTabs } from './SheetTabs.tsx';

type Drawn = OperationOutput<'reports.preview'>;
type Zoom = number | 'fit';

export interface WorkbookPreviewProps {
  drawn: Drawn | undefined;
  working: boolean;
  progress: Progress | null;
}

const zooms: readonly Zoom[] = ['fit', 50, 75, 100, 125, 150];

export const WorkbookPreview = ({ drawn, working, progress }: WorkbookPreviewProps) => {
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [chosen, setChosen] = useState(0);
  const panel = useId();
  const sheets = drawn?.sheets ?? [];
  const shown = Math.min(chosen, sheets.length - 1);
  const sheet = sheets[shown];
  return (
    <div className="workbook" aria-busy={working}>
      {working && (
        <p className="workbook-working quiet" role="status">
          {progress === null ? words.building : words.buildingRows(formatCount(progress.done))}
        </p>
      )}
      {drawn !== undefined && sheet !== undefined && (
        <>
          <SheetTabs
            names={sheets.map(({ name }) => name)}
            chosen={shown}
            panel={panel}
            onChoose={setChosen}
          />
          <div role="tabpanel" id={panel} aria-label={sheet.name} className="workbook-sheet">
            <Sheet key={sheet.name} drawn={drawn} sheet={sheet} zoom={zoom} onZoom={setZoom} />
          </div>
        </>
      )}
    </div>
  );
};

const ZoomChoice = ({ zoom, onChoose }: { zoom: Zoom; onChoose: (zoom: Zoom) => void }) => {
  const field = useId();
  return (
    <span className="report-field">
      <label htmlFor={field}>{words.zoom}</label>
      <Select<Zoom>
        id={field}
        size="small"
        className="workbook-zoom"
        value={zoom}
        onChange={onChoose}
        options={zooms.map((value) => ({
          value,
          label: value === 'fit' ? words.zoomFit : words.zoomPercent(value),
        }))}
      />
    </span>
  );
};

/** Pages drawn at once, and added when the last comes into sight: a page has hundreds of cells. */
const pagesAtOnce = 1;

const pagesText = (layout: SheetPages): string => {
  const count = formatCount(layout.pageCount);
  return layout.estimated ? words.aboutPages(count) : count;
};

interface SheetProps {
  drawn: Drawn;
  sheet: DrawnSheet;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

const Sheet = ({ drawn, sheet, zoom, onZoom }: SheetProps) => {
  const layout = useMemo(() => layOutPages(sheet), [sheet]);
  const looks = useMemo(() => drawn.styles.map(cellStyle), [drawn.styles]);
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const [count, setCount] = useState(pagesAtOnce);
  const end = useInSight(() => setCount((before) => before + pagesAtOnce));
  const factor = zoom === 'fit' ? Math.max(0.2, (width - 32) / layout.paper.width) : zoom / 100;
  const pages = pagesText(layout);
  return (
    <>
      <div className="workbook-facts">
        <p className="quiet num">
          {words.size(formatCount(sheet.totalRows), formatCount(layout.pageCount))} ·{' '}
          {words.paper[sheet.orientation]}
          {layout.scale < 1 && ` · ${words.scaled(String(Math.round(layout.scale * 100)))}`}
        </p>
        <ZoomChoice zoom={zoom} onChoose={onZoom} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it */}
      <section ref={frame} className="workbook-frame" tabIndex={0} aria-label={words.drawnSheet(sheet.name)}>
        {layout.pages.slice(0, count).map((rows, index) => (
          <SheetPage
            // biome-ignore lint/suspicious/noArrayIndexKey: pages have no identity but their number
            key={index}
            layout={layout}
            rows={rows}
            styles={drawn.styles}
            looks={looks}
            footer={sheet.footer}
            number={index + 1}
            pageCount={pages}
            zoom={factor}
            label={words.page(String(index + 1), pages)}
          />
        ))}
        {count < layout.pages.length ? (
          <div key={count} ref={end} className="workbook-more" />
        ) : (
          layout.estimated && (
            <p className="workbook-cut">
              {words.cut(formatCount(sheet.rows.length), formatCount(sheet.totalRows))}
            </p>
          )
        )}
      </section>
    </>
  );
};

const useWidth = (element: React.RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
};

/** Calls back when the marked element, a child of what scrolls, comes near the sight. */
const useInSight = (onSight: () => void): ((mark: HTMLElement | null) => (() => void) | undefined) => {
  const latest = useRef(onSight);
  latest.current = onSight;
  const [observe] = useState(() => (mark: HTMLElement | null) => {
    if (mark === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) latest.current();
      },
      // The frame's own reference is not set yet when its children are.
      { root: mark.parentElement, rootMargin: '800px' },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  });
  return observe;
};
