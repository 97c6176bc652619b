/** Words for weights by comparison in pairs. */

const atMostTwo = (figure: number): string => String(Number(figure.toFixed(figure < 10 ? 2 : 1)));

/** How many times as important, in the way of the scale: `2.1`, and below 1 `1/2.1`. */
export const ratioText = (ratio: number): string =>
  ratio >= 1 - 1e-9 ? atMostTwo(ratio) : `1/${atMostTwo(1 / ratio)}`;

/** What a judgement says and what the weights make of the same pair. */
export const describeJudgement = (of: {
  row: string;
  column: string;
  given: string;
  implied: string;
}): string => `“${of.row}”比“${of.column}”：填 ${of.given}，由权重推得约 ${of.implied}`;
