import { expect, it } from 'vitest';
import {
  changesBack,
  changesForward,
  createEditHistory,
  type EditStep,
} from '../../../renderer/ui/grid/edit-history.ts';

const step = (name: string): EditStep => [{ rowKey: name, columnKey: 'c', before: '', after: name }];

it('takes steps back in reverse order and does them again in order', () => {
  const history = createEditHistory();
  history.add(step('a'));
  history.add(step('b'));
  expect([history.undo(), history.undo(), history.undo()]).toEqual([step('b'), step('a'), null]);
  expect([history.redo(), history.redo(), history.redo()]).toEqual([step('a'), step('b'), null]);
  expect(history.undo()).toEqual(step('b'));
});

it('forgets what was taken back once something else was entered', () => {
  const history = createEditHistory();
  history.add(step('a'));
  history.undo();
  history.add(step('b'));
  expect(history.redo()).toBeNull();
  expect([history.undo(), history.undo()]).toEqual([step('b'), null]);
});

it('forgets the oldest step beyond its limit', () => {
  const history = createEditHistory(2);
  for (const name of ['a', 'b', 'c']) history.add(step(name));
  expect([history.undo(), history.undo(), history.undo()]).toEqual([step('c'), step('b'), null]);
});

it('a step knows what was there and what came', () => {
  const [place] = [{ rowKey: 'r', columnKey: 'c' }];
  const one: EditStep = [{ ...place, before: '1', after: '2' }];
  expect(changesBack(one)).toEqual([{ ...place, text: '1' }]);
  expect(changesForward(one)).toEqual([{ ...place, text: '2' }]);
});
