/** A draft in the window: changes are saved one save at a time, are taken back step by step, and survive a failure. */
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { JsonObject } from '#shared/model/json-view.ts';
import { createDraftSession } from '../../../renderer/features/models/editor/draft-session.ts';
import { readTyped, writeTyped } from '../../../renderer/features/models/editor/typed-number.ts';

interface Asked {
  base: number;
  document: JsonObject;
  answer: (revision: number) => void;
  refuse: (error: AppError) => void;
}

const begin = () => {
  const asked: Asked[] = [];
  const session = createDraftSession(
    1,
    { name: '一' },
    (base, document) =>
      new Promise((answer, refuse) => {
        asked.push({ base, document, answer, refuse });
      }),
  );
  const name = (text: string): void => session.change((before) => ({ ...before, name: text }), `改为${text}`);
  const settled = (state: string): Promise<void> =>
    expect.poll(() => session.view().state).toBe(state) as Promise<void>;
  return { session, asked, name, settled };
};

describe('a draft in the window', () => {
  it('is saved one save at a time, the newest document last', async () => {
    const { session, asked, name, settled } = begin();
    name('二');
    name('三');
    name('四');
    expect(session.view()).toMatchObject({ state: 'saving', document: { name: '四' } });
    expect(asked.map(({ base, document }) => [base, document.name])).toEqual([[1, '二']]);
    asked[0]?.answer(2);
    await expect.poll(() => asked.map(({ base, document }) => [base, document.name])[1]).toEqual([2, '四']);
    asked[1]?.answer(3);
    await settled('saved');
    expect([session.view().revision, asked.length]).toEqual([3, 2]);
  });

  it('takes changes back and does them again, by their names', () => {
    const { session, name } = begin();
    name('二');
    name('二');
    name('三');
    expect(session.view()).toMatchObject({ undoLabel: '改为三', redoLabel: null });
    session.undo();
    session.undo();
    expect(session.view()).toMatchObject({ document: { name: '一' }, undoLabel: null, redoLabel: '改为二' });
    session.redo();
    expect(session.view().document).toEqual({ name: '二' });
    name('四');
    expect(session.view()).toMatchObject({ undoLabel: '改为四', redoLabel: null });
  });

  it('keeps what could not be saved until it is asked to save again, or to take what is there', async () => {
    const { session, asked, name, settled } = begin();
    name('二');
    asked[0]?.refuse(new AppError('modelDraft.changed', { name: '一' }));
    await settled('failed');
    name('三');
    expect(asked.length).toBe(1);
    expect(session.view()).toMatchObject({
      document: { name: '三' },
      failure: { code: 'modelDraft.changed' },
    });
    session.retry();
    expect(asked.map(({ base, document }) => [base, document.name])[1]).toEqual([1, '三']);
    asked[1]?.refuse(new AppError('modelDraft.changed', { name: '一' }));
    await settled('failed');
    session.adopt(5, { name: '别处改的' });
    expect(session.view()).toMatchObject({ state: 'saved', revision: 5, failure: null, undoLabel: null });
  });
});

describe('a number of a model', () => {
  it('is read and written as exactly the decimal typed, rates in percent', () => {
    const rates = [
      ['100', 1],
      ['66.6666666666667', 0.666666666666667],
      ['0.5%', 0.005],
      ['１２．５', 0.125],
      ['250', 2.5],
      ['0', 0],
    ] as const;
    for (const [text, rate] of rates) expect(readTyped(text, true)).toEqual({ value: rate });
    for (const rate of [1, 0.666666666666667, 0.005, 0.07, 2.5, 0, 1e-7]) {
      expect(readTyped(writeTyped(rate, true), true)).toEqual({ value: rate });
    }
    expect(writeTyped(0.07, true)).toBe('7');
    expect(readTyped('')).toEqual({ value: null });
    expect(readTyped('二')).toMatchObject({ fault: { code: 'data.value.wrongType' } });
    expect(readTyped('1.2345678901234567')).toMatchObject({ fault: { code: 'data.value.tooManyDigits' } });
  });
});
