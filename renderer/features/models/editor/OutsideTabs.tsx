import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { Adjustments, Grades, Vetoes } from './OutsideRows.tsx';
import type { Draft } from './use-draft.ts';

/** 加减分与一票否决. */
export const AdjustmentsTab = ({ draft }: { draft: Draft }) => (
  <section className="panel model-scroll model-part-form">
    <Adjustments draft={draft} list="bonus" />
    <Adjustments draft={draft} list="penalty" />
    <Vetoes draft={draft} />
  </section>
);

/** 等次. */
export const GradesTab = ({ draft }: { draft: Draft }) => (
  <section className="panel model-scroll model-part-form">
    <p className="quiet">{modelDraftWords.outside.grades.text}</p>
    <Grades draft={draft} />
  </section>
);
