/** Where a finding of the checks can be put right: every kind of fault leads to the tab that has its field. */
import { expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { tabOfFinding } from '../../../renderer/features/models/editor/finding-tab.ts';

it('leads to the node, the table or the field', () => {
  const { findings } = checkModel({
    format: 'zhengxin-model/1',
    ...{ code: 'X', name: 'X', version: 'one', subjectKinds: [], fullScore: 0 },
    nodes: [{ code: 'A', name: 'A', parent: null, weight: -1 }],
    bonus: { cap: -1, items: [{ code: 'J1', name: 'J', points: 0 }] },
    vetoes: [{ code: 'V1', name: 'V', gradeAtMost: 'none' }],
    grades: [{ code: 'G', name: 'G', min: 10 }],
    tieBreak: ['node:Z'],
  });
  const places = findings.map((finding) => {
    const { tab, node } = tabOfFinding(finding);
    return `${String(finding.params.path ?? finding.code)} ${tab} ${node ?? ''}`.trim();
  });
  expect(places.sort()).toEqual(
    [
      'version settings',
      'fullScore settings',
      'nodes[A].weight tree A',
      'model.leaf.noScoring tree A',
      'bonus.cap adjustments',
      'bonus.items[J1].points adjustments',
      'model.veto.unknownGrade adjustments',
      'model.grades.lastMin grades',
      'model.tieBreak.unknownNode settings',
    ].sort(),
  );
});
