/**
 * A plot by ECharts, drawn on a canvas. It is a picture for the eye: a screen reader gets its name, and the same numbers
 * stand in the table behind it (`ChartFrame`). Tooltips are drawn too: HTML ones would need inline styles.
 */
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useSession } from '../../state/session.ts';
import type { ChartOption, ECharts } from './echarts-parts.ts';
import { chartFont, chartFontSize, lineColour, quietColour, textColour } from './palette.ts';

/** Gives the picture of what is shown, twice as fine as the screen, for the clipboard. */
export interface PictureSource {
  picture: () => HTMLCanvasElement | null;
}

export interface ChartProps {
  ref?: RefObject<PictureSource | null>;
  /** What a screen reader calls it. */
  label: string;
  /** Made from the size of the text, because the letters may be large. Must not change between two equal charts. */
  option: (fontSize: number) => ChartOption;
}

const pictureScale = 2;

const common = (fontSize: number): ChartOption => ({
  animation: false,
  textStyle: { fontFamily: chartFont, fontSize, color: textColour },
});

/** Colours and sizes that every chart shares. */
export const axisLook = (fontSize: number) => ({
  axisLabel: { color: quietColour, fontSize },
  axisLine: { lineStyle: { color: lineColour } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: '#e6e8ec' } },
});

export const tooltipLook = (fontSize: number) => ({
  renderMode: 'richText' as const,
  confine: true,
  borderColor: lineColour,
  textStyle: { color: textColour, fontSize, fontFamily: chartFont },
});

export const legendLook = (fontSize: number) => ({
  textStyle: { color: textColour, fontSize },
  itemGap: fontSize,
  itemWidth: fontSize,
  itemHeight: fontSize * 0.9,
});

export const Chart = ({ ref, label, option }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const largeType = useSession((session) => session.largeType);

  useEffect(() => {
    let made: ECharts | null = null;
    let gone = false;
    const observer = new ResizeObserver(() => made?.resize());
    void import('./echarts-parts.ts').then(({ createChart }) => {
      if (gone || place.current === null) return;
      made = createChart(place.current);
      observer.observe(place.current);
      setChart(made);
    });
    return () => {
      gone = true;
      observer.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of the text follows `largeType`
  useEffect(() => {
    const fontSize = chartFontSize();
    chart?.setOption({ ...common(fontSize), ...option(fontSize) }, { notMerge: true });
  }, [chart, option, largeType]);

  useImperativeHandle(
    ref,
    () => ({
      picture: () => chart?.renderToCanvas({ pixelRatio: pictureScale, backgroundColor: '#ffffff' }) ?? null,
    }),
    [chart],
  );

  return <div ref={place} className="chart" role="img" aria-label={label} aria-busy={chart === null} />;
};
