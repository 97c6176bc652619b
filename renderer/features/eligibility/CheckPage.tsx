/** One check: every subject with its conclusion and the reasons, a person's decisions, the confirmation, the certificate. */
import { App, Button } from 'antd';
import { useState } from 'react';
import { dayInChina } from '#shared/domain/dates.ts';
import { eligibilityPurposes } from '#shared/domain/eligibility.ts';
import { useJob } from '../../engine/jobs.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { eligibilityWords as words } from '../../i18n/zh-CN/eligibility.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { DocumentButton } from '../../ui/documents/DocumentButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { type CheckedSubject, conclusionOf } from './checked-subject.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { SubjectDrawer } from './SubjectDrawer.tsx';

const columns: readonly DataColumn<CheckedSubject>[] = [
  {
    key: 'ordinal',
    title: words.result.ordinal,
    width: 3,
    kind: 'number',
    text: ({ ordinal }) => formatCount(ordinal),
  },
  { key: 'name', title: words.result.name, width: 10, text: ({ name }) => name },
  { key: 'unitName', title: words.result.unitName, width: 12, text: ({ unitName }) => unitName },
  {
    key: 'conclusion',
    title: words.result.conclusion,
    width: 7,
    text: (subject) => words.nameOf(conclusionOf(subject)),
    render: (subject) => <OutcomeMark outcome={conclusionOf(subject)} />,
  },
  {
    key: 'reasons',
    title: words.result.reasons,
    width: 30,
    text: ({ reasons }) =>
      reasons.length === 0 ? words.clean : reasons.map(({ rule, text }) => `${rule}：${text}`).join('；'),
  },
  { key: 'note', title: words.result.note, width: 12, text: ({ decided }) => decided?.note ?? '' },
  {
    key: 'rules',
    title: words.result.rules,
    width: 7,
    text: ({ outcome }) => words.nameOf(outcome),
    hiddenAtFirst: true,
  },
  { key: 'typed', title: words.result.typed, width: 14, text: ({ typed }) => typed, hiddenAtFirst: true },
];

export const CheckPage = ({ id }: { id: string }) => {
  const { modal, message } = App.useApp();
  const { data, failure, refresh } = useOperation('eligibility.read', { id });
  const confirming = useCommand('eligibility.confirm');
  const repeating = useJob('eligibility.repeat');
  const [opened, setOpened] = useState<number | null>(null);
  if (data === undefined) {
    return (
      <Page
        title={words.title}
        extra={<Button onClick={() => goTo(places.eligibility)}>{words.back}</Button>}
      >
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const { check, subjects } = data;
  const purpose = eligibilityPurposes[check.purpose];
  const { pass, fail, review } = check.counts;
  const confirmReason =
    check.confirmed !== null
      ? words.alreadyConfirmed
      : review > 0
        ? words.undecided(formatCount(review))
        : null;

  const confirm = (): void => {
    void modal.confirm({
      title: words.confirm,
      content: words.confirmAsk,
      onOk: async () => {
        if ((await confirming.run({ id })) !== null) void message.success(words.confirmDone);
      },
    });
  };
  const repeat = async (): Promise<void> => {
    const made = await repeating.start(
      { id, asOf: dayInChina(new Date().toISOString()) },
      { title: words.starting(purpose), closing: () => words.done },
    );
    if (made !== null) goTo(places.eligibilityCheck(made.id));
  };

  return (
    <Page
      fill
      title={words.checkTitle(purpose)}
      description={
        <>
          {words.checkAbout(check.asOf, {
            pass: formatCount(pass),
            fail: formatCount(fail),
            review: formatCount(review),
          })}
          {' · '}
          {check.confirmed === null
            ? words.notConfirmed
            : words.confirmedAt(formatInstant(check.confirmed.at))}
        </>
      }
      extra={
        <>
          <Button onClick={() => goTo(places.eligibility)}>{words.back}</Button>
          <ActionButton busy={repeating.running !== null} onClick={() => void repeat()}>
            {words.repeat}
          </ActionButton>
          <DocumentButton
            subject={{ kind: 'eligibility', id }}
            subjectName={words.certificateName(purpose)}
            disabledReason={check.confirmed === null ? words.certificateLater : null}
          >
            {words.certificate}
          </DocumentButton>
        </>
      }
      primary={
        <ActionButton type="primary" disabledReason={confirmReason} busy={confirming.busy} onClick={confirm}>
          {words.confirm}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={confirming.failure} onClose={confirming.clearFailure} />
      <FailureNotice failure={repeating.failure} onClose={repeating.clearFailure} />
      <DataTable
        tableId="eligibility-subjects"
        label={words.listName(purpose)}
        columns={columns}
        rows={subjects}
        rowKey={({ ordinal }) => String(ordinal)}
        total={subjects.length}
        empty={words.subjectsEmpty}
        exportName={words.listName(purpose)}
        onRowOpen={({ ordinal }) => setOpened(ordinal)}
        selected={opened === null ? null : String(opened)}
      />
      <SubjectDrawer
        check={id}
        closed={check.confirmed !== null}
        subject={subjects.find(({ ordinal }) => ordinal === opened) ?? null}
        onClose={() => setOpened(null)}
      />
    </Page>
  );
};
