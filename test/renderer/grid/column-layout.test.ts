import { expect, it } from 'vitest';
import { layOutColumns } from '../../../renderer/ui/grid/column-layout.ts';

const columns = [{ width: 200, frozen: true, grows: true }, { width: 80 }, { width: 100, grows: true }];

it('sets columns side by side and knows how far the frozen ones reach', () => {
  expect(layOutColumns(columns, 1, 0)).toEqual({
    lefts: [0, 200, 280, 380],
    widths: [200, 80, 100],
    frozenCount: 1,
    frozenWidth: 200,
    width: 380,
  });
});

it('widens them with the type, and gives what is left over to those that grow, by their widths', () => {
  expect(layOutColumns(columns, 1.25, 0).widths).toEqual([250, 100, 125]);
  // 380 of 680: the 300 left over are shared 2 : 1.
  expect(layOutColumns(columns, 1, 680).widths).toEqual([400, 80, 200]);
});
