/** One page as it would come out of the printer. */
import type { CSSProperties } from 'react';
import { memo } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { PageCell, PageRow, SheetPages } from './lay-out-pages.ts';

type DrawnStyle = OperationOutput<'reports.preview'>['styles'][number];
type Footer = OperationOutput<'reports.preview'>['sheets'][number]['footer'];

/** The type faces of official tables, or the nearest there is on this computer. */
const faces: Readonly<Record<string, string>> = {
  宋体: '"SimSun", "宋体", "Songti SC", "Noto Serif CJK SC", serif',
  黑体: '"SimHei", "黑体", "Heiti SC", "Noto Sans CJK SC", sans-serif',
};
const pixelsPerPoint = 96 / 72;

/** How a cell of this style is drawn; made once for each style of the workbook. */
export const cellStyle = (style: DrawnStyle): CSSProperties => ({
  fontFamily: faces[style.font] ?? style.font,
  fontSize: style.size * pixelsPerPoint,
  fontWeight: style.bold ? 700 : 400,
  textDecoration: style.underlined ? 'underline' : 'none',
  color: style.colour ?? '#000000',
  backgroundColor: style.fill ?? 'transparent',
  border: style.borders.length > 0 ? '1px solid #595959' : 'none',
});

const placement: Readonly<Record<DrawnStyle['vertical'], string>> = {
  top: 'flex-start',
  middle: 'center',
  bottom: 'flex-end',
};

export interface SheetPageProps {
  layout: SheetPages;
  rows: readonly PageRow[];
  styles: readonly DrawnStyle[];
  looks: readonly CSSProperties[];
  footer: Footer;
  number: number;
  /** As printed, with 约 before an estimate. */
  pageCount: string;
  zoom: number;
  label: string;
}

export const SheetPage = memo(function SheetPage(props: SheetPageProps) {
  const { layout, rows, styles, looks, footer, number, pageCount, zoom, label } = props;
  const { paper, margins, widths, scale } = layout;
  const total = widths.reduce((sum, width) => sum + width, 0);
  const printed = (text: string): string => text.replaceAll('&P', String(number)).replaceAll('&N', pageCount);
  return (
    <section
      className="sheet-page"
      aria-label={label}
      style={{ width: paper.width, height: paper.height, zoom }}
    >
      <div
        className="sheet-content"
        style={{
          top: margins.top,
          // The outer lines of a table lie half outside of it.
          left: margins.left - 1,
          right: margins.right - 1,
          height: paper.height - margins.top - margins.bottom,
        }}
      >
        <table className="sheet-table" style={{ width: total, zoom: scale }}>
          <colgroup>
            {widths.map((width, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
              <col key={index} style={{ width }} />
            ))}
          </colgroup>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row} style={{ height: row.height }}>
                {row.cells.map((cell) => (
                  <Cell key={cell.column} cell={cell} style={styles[cell.style]} look={looks[cell.style]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div
        className="sheet-footer"
        style={{ left: margins.left, right: margins.right, bottom: margins.bottom / 2 }}
      >
        <span>{printed(footer.left)}</span>
        <span>{printed(footer.middle)}</span>
        <span>{printed(footer.right)}</span>
      </div>
    </section>
  );
});

interface CellProps {
  cell: PageCell;
  style: DrawnStyle | undefined;
  look: CSSProperties | undefined;
}

const Cell = ({ cell, style, look }: CellProps) => {
  const text = (
    <div
      className={style?.wrapped === true ? 'sheet-cell sheet-cell-wrapped' : 'sheet-cell'}
      style={{
        // A line takes half a pixel of the cell above it and half of the one below.
        height: cell.height - (style !== undefined && style.borders.length > 0 ? 1 : 0),
        marginTop: -cell.above,
        alignItems: placement[style?.vertical ?? 'bottom'],
        justifyContent: style?.horizontal ?? 'left',
        textAlign: style?.horizontal ?? 'left',
      }}
    >
      <span>{cell.text}</span>
    </div>
  );
  return (
    <td rowSpan={cell.rows} colSpan={cell.columns} style={look}>
      {cell.onPage < cell.height ? (
        <div className="sheet-cut" style={{ height: cell.onPage }}>
          {text}
        </div>
      ) : (
        text
      )}
    </td>
  );
};
