import type { z } from 'zod';
import type { documentFailures } from '../../errors/codes/documents.ts';

/** Words for failures of documents and of eligibility checks. */
export const documentWords = {
  'document.unknown': () => '没有这种文书。请刷新后重新选择。',
  'document.wrongSubject': ({ name }) => `“${name}”不能为所选的对象出具。请换一种文书，或者换一个对象。`,
  'document.fieldsMissing': ({ names }) => `还有必填的内容没有填写：${names.join('、')}。请填好后再导出。`,
  'document.fieldsUnknown': ({ names }) =>
    `花括号中的名称不是这种文书的字段：${names.map((name) => `{${name}}`).join('、')}，没有保存。请改用字段表中的名称。`,
  'document.pdfNeedsWindow': () => '命令行不能生成 PDF。请改为导出 Word，或者在窗口中导出 PDF。',
  'document.notPrinted': () => 'PDF 没有生成。请再试一次；仍不成功时请改为导出 Word。',
  'eligibility.unknown': () => '没有这次资格审查。请到审查记录中重新选择。',
  'eligibility.nobody': () => '没有填写审查对象。请每行填写一个单位或者人员。',
  'eligibility.tooMany': ({ count, limit }) =>
    `填写了 ${count} 个审查对象，一次最多审查 ${limit} 个。请分批审查。`,
  'eligibility.notConfirmed': () => '这次资格审查还没有经人确认，不能出具证明。请先确认审查结果。',
  'eligibility.undecided': ({ count }) =>
    `还有 ${count} 个“需人工核实”的对象没有作出结论。请逐个核实并选择通过或者不通过。`,
  'eligibility.confirmed': () => '这次资格审查已经确认，结论不能再改。情况有变化时请重新审查。',
} satisfies {
  [C in keyof typeof documentFailures]: (params: z.infer<(typeof documentFailures)[C]>) => string;
};
