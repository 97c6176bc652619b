import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { craftWorkbook, sheetXml } from '#test/support/crafted-workbook.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const text = (i: number) => `第${i}行`;
const sheet = sheetXml(
  Array.from(
    { length: 40 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${text(i)}</t></is></c></row>`,
  ).join(''),
  { after: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' },
);

/** Texts read, or the failure; `reported` when a finding names a place. */
async function outcomeOf(
  file: string,
): Promise<{ texts: string[]; rows: number; reported: boolean } | AppError> {
  const texts: string[] = [];
  let rows = 0;
  let reported = false;
  try {
    for await (const event of readWorkbook(file)) {
      if (event.type === 'row') rows += 1;
      if (event.type === 'row') texts.push(...event.row.cells.map((cell) => cell.text));
      if (event.type === 'finding') reported = true;
    }
    return { texts, rows, reported };
  } catch (error) {
    // Anything but a failure in words is a crash.
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('a damaged workbook never loses rows in silence (H3)', () => {
  const bytes = Buffer.from(sheet);

  it('when its sheet is cut anywhere', async () => {
    const file = path.join(temporaryFolder(), 'x.xlsx');
    for (let length = 0; length < bytes.length; length += 37) {
      writeFileSync(file, craftWorkbook({ sheets: [bytes.subarray(0, length)] }));
      expect(await outcomeOf(file), `cut at ${length}`).toBeInstanceOf(AppError);
    }
  });

  it('when the file is cut anywhere', async () => {
    const file = path.join(temporaryFolder(), 'x.xlsx');
    const whole = craftWorkbook({ sheets: [bytes] });
    for (let length = 0; length < whole.length; length += 23) {
      writeFileSync(file, whole.subarray(0, length));
      expect(await outcomeOf(file), `cut at ${length}`).toBeInstanceOf(AppError);
    }
  });

  it('when one byte of the file is another', async () => {
    const file = path.join(temporaryFolder(), 'x.xlsx');
    const whole = craftWorkbook({ sheets: [bytes] });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        writeFileSync(file, damaged);
        const outcome = await outcomeOf(file);
        // Damage to dates and the like in the container changes nothing; everything else is found.
        if (!(outcome instanceof AppError) && !outcome.reported) {
          expect(outcome.texts).toEqual(Array.from({ length: 40 }, (_, i) => text(i)));
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });

  it('when a name inside its sheet is another', async () => {
    const file = path.join(temporaryFolder(), 'x.xlsx');
    const names = ['<row ', '</row>', '<c ', '</c>', '<is>', '<t>', '<sheetData>', '</sheetData>', ' r="'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(39),
        fc.constantFrom('', '<x>', '</x>', '<!--', '-->', '<row>', '"', '<Row '),
        async (name, nth, put) => {
          const parts = sheet.split(name);
          const at = Math.min(nth, parts.length - 2);
          const damaged = parts.slice(0, at + 1).join(name) + put + parts.slice(at + 1).join(name);
          writeFileSync(file, craftWorkbook({ sheets: [Buffer.from(damaged)] }));
          const outcome = await outcomeOf(file);
          if (outcome instanceof AppError || outcome.reported) return;
          // Counted as another program would: every start tag called row outside comments.
          const rows = damaged.replace(/<!--.*?-->/gs, '').match(/<row[ />]/g)?.length ?? 0;
          expect(outcome.rows).toBe(rows);
        },
      ),
      { numRuns: 300, seed: 20261123 },
    );
  });
});
