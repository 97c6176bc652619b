/** Describes the sample for those who open its folder: what it is, and every planted mistake by its cell. */
import type { SampleCounty } from '#engine/sample-county.ts';
import type { Expected } from './filled-form.ts';
import type { SampleWorkbook } from './workbooks.ts';

function outcome(expected: Expected): string {
  switch (expected.kind) {
    case 'error':
      return `错误，该行不导入（\`${expected.code}\`）`;
    case 'warning':
      return `警告，该行可以导入（\`${expected.code}\`）`;
    case 'accepted':
      return '按原意读取，不提示';
    case 'structure':
      return '识别为非数据行，不导入';
    case 'duplicate':
      return '与同一文件中的另一行是同一条，按重复处理';
  }
}

const importCommand = {
  bodies: 'import bodies',
  records: 'import records',
  'self-assessment': 'import self-assessment',
} as const;

export function describeWorkbooks(county: SampleCounty, workbooks: readonly SampleWorkbook[]): string {
  const sections = workbooks.flatMap(({ file, layout, title, mistakes }) => [
    `## ${file}`,
    '',
    `${title}。导入命令：\`${importCommand[layout]}\`。`,
    '',
    ...mistakes.map(
      ({ sheet, cell, what, expected }) => `- ${sheet} ${cell}：${what}。${outcome(expected)}。`,
    ),
    '',
  ]);
  return [
    '# 示例县',
    '',
    county.notice,
    '',
    '`county.json` 是示例县的数据（单位、公职人员、信用记录、2025 和 2026 两个考核周期），各 `.xlsx` 是各单位报送的工作簿，',
    '有意留下了基层常见的填写差错，供练习导入和核对。本目录的文件都由 `npm run generate:sample` 生成，不要手工修改。',
    '',
    ...sections,
  ].join('\n');
}
