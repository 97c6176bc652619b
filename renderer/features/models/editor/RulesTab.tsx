/** 审核公式 of a draft: all rules, in words where they can be read, and the chosen one as a form. */
import { useState } from 'react';
import { addRule, removeRule, rulesOf } from '#shared/model/editing/edit-rules.ts';
import { asText, isObject, type JsonObject } from '#shared/model/json-view.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { RuleForm } from './RuleForm.tsx';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.rules;

interface Row {
  index: number;
  code: string;
  name: string;
  says: string;
  faulty: boolean;
}

const columns: readonly DataColumn<Row>[] = [
  { key: 'code', title: modelsWords.rules.code, width: 4, text: ({ code }) => code },
  { key: 'name', title: modelsWords.rules.name, width: 12, text: ({ name }) => name },
  {
    key: 'says',
    title: modelsWords.rules.says,
    width: 20,
    text: ({ says }) => says,
    render: ({ says, faulty }) => (
      <span className={faulty ? 'bad' : ''} title={says}>
        {faulty ? `${words.unreadable} ${says}` : says}
      </span>
    ),
  },
];

/** How a finding names a rule: by its code, or by its position. */
const calledOf = (rule: unknown, index: number): string =>
  (isObject(rule) ? asText(rule.code) : null) ?? String(index + 1);

const rawOf = (rule: JsonObject): string =>
  [rule.left, rule.relation, rule.right].map((part) => asText(part) ?? '').join(' ');

const rowsOf = (draft: Draft): Row[] =>
  rulesOf(draft.document).map((rule, index) => {
    const code = calledOf(rule, index);
    const described = draft.described?.rules.find((one) => one.code === code);
    const shown = isObject(rule) ? rule : {};
    return {
      index,
      code,
      name: asText(shown.name) ?? '',
      says: described?.says ?? rawOf(shown),
      faulty: draft.findings.some(({ params }) => params.rule === code),
    };
  });

export const RulesTab = ({ draft }: { draft: Draft }) => {
  const [asked, setChosen] = useState(0);
  const rows = rowsOf(draft);
  const chosen = Math.min(asked, rows.length - 1);
  const rule = rulesOf(draft.document)[chosen];
  const code = rows[chosen]?.code ?? '';
  return (
    <div className="model-indicators model-editor">
      <section className="model-tree" aria-label={modelDraftWords.tabs.rules}>
        <div className="page-bar">
          <ActionButton
            onClick={() => {
              draft.change((document) => addRule(document, words.newName), words.add);
              setChosen(rows.length);
            }}
          >
            {words.add}
          </ActionButton>
          {rule !== undefined && (
            <ActionButton
              onClick={() => draft.change((document) => removeRule(document, chosen), words.removed(code))}
            >
              {words.remove}
            </ActionButton>
          )}
          <span className="quiet">{words.text}</span>
        </div>
        <DataTable
          tableId="model-draft-rules"
          label={modelDraftWords.tabs.rules}
          columns={columns}
          rows={rows}
          rowKey={({ index }) => String(index)}
          selected={String(chosen)}
          empty={words.empty}
          onRowOpen={({ index }) => setChosen(index)}
        />
      </section>
      <section className="panel model-panel" aria-label={words.chosen}>
        {isObject(rule) ? (
          // What is being typed belongs to one rule.
          <RuleForm key={chosen} draft={draft} rule={rule} index={chosen} called={code} />
        ) : (
          <p className="quiet">{rows.length === 0 ? words.empty : words.noForm}</p>
        )}
      </section>
    </div>
  );
};
