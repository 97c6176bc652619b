/** 公示与异议: from the official result to the final one, and what was corrected afterwards. */
import { useState } from 'react';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords as words } from '../../../i18n/zh-CN/cycle-notice.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import '../../../ui/dossier.css';
import { useShownCycle } from '../use-shown-cycle.ts';
import { CorrectionsPanel } from './CorrectionsPanel.tsx';
import { CoursePanel } from './CoursePanel.tsx';
import { RequestCorrection } from './correction-dialogs.tsx';
import { FinalPanel } from './FinalPanel.tsx';
import { NoticePanel } from './NoticePanel.tsx';
import './notice.css';
import { StartNotice } from './notice-dialogs.tsx';
import type { NoticeWork } from './notice-types.ts';
import { ObjectionDialog } from './ObjectionDialog.tsx';
import { ObjectionsPanel } from './ObjectionsPanel.tsx';
import { RechecksPanel } from './RechecksPanel.tsx';
import { ResultsPanel } from './ResultsPanel.tsx';

type Action = 'start' | 'object' | 'correct';

/** Begin a notice, then hear objections, then correct: one of them is what the page is for now. */
const mainAction = ({ stage, notices, startRefusal }: NoticeWork): Action => {
  if (isClosed(stage)) return 'correct';
  return notices.length > 0 || startRefusal !== null ? 'object' : 'start';
};

const objectionRefusal = ({ stage, notices }: NoticeWork): string | null => {
  if (isClosed(stage)) return words.objections.final;
  return notices.length === 0 ? words.objections.notYet : null;
};

const Actions = ({ work, onAct }: { work: NoticeWork; onAct: (action: Action) => void }) => {
  const main = mainAction(work);
  const shown: Record<Action, { label: string; refusal: string | null }> = {
    start: {
      label: work.notices.length === 0 ? words.notice.start : words.notice.another,
      refusal: null,
    },
    object: { label: words.objections.register, refusal: objectionRefusal(work) },
    correct: {
      label: words.corrections.request,
      refusal: work.stage === 'archived' ? words.corrections.archived : null,
    },
  };
  const others: Action[] = main === 'object' && work.startRefusal === null ? ['start'] : [];
  return (
    <>
      {others.map((action) => (
        <ActionButton key={action} onClick={() => onAct(action)}>
          {shown[action].label}
        </ActionButton>
      ))}
      <ActionButton type="primary" disabledReason={shown[main].refusal} onClick={() => onAct(main)}>
        {shown[main].label}
      </ActionButton>
    </>
  );
};

export const NoticePage = ({ cycle }: { cycle: string }) => {
  const head = useOperation('cycles.read', { cycle });
  const known = head.data?.cycle.code === cycle;
  const { data: work, failure, refresh } = useOperation('cycleNotice.read', { cycle }, { enabled: known });
  const about = { unit: usePlaceParameter('unit'), leaf: usePlaceParameter('leaf') };
  const [action, setAction] = useState<Action | null>(null);
  // Another page may have said what an objection is about.
  const acting = action ?? (about.unit === null ? null : 'object');
  useShownCycle(cycle, known);
  const close = (): void => {
    setAction(null);
    // The next objection is about something else.
    if (about.unit !== null) goTo(places.notice(cycle), { replace: true });
  };

  if (!known || work === undefined) {
    return (
      <Page
        title={words.title}
        extra={<ActionButton onClick={() => goTo(places.cycles)}>{words.allCycles}</ActionButton>}
      >
        <FailureNotice failure={head.failure ?? failure} onRetry={refresh} />
        {(head.failure ?? failure) === null && <ReadingLine />}
      </Page>
    );
  }
  const name = head.data?.cycle.name ?? cycle;
  const parts = { cycle, work };
  const objecting = acting === 'object' && objectionRefusal(work) === null;
  return (
    <Page
      title={words.title}
      description={words.description(name)}
      bar={<CycleNav cycle={cycle} at="notice" />}
      primary={<Actions work={work} onAct={setAction} />}
    >
      <div className="dossier notice-dossier">
        <div className="dossier-main">
          <NoticePanel {...parts} name={name} />
          <ObjectionsPanel {...parts} />
          <RechecksPanel {...parts} />
          {(isClosed(work.stage) || work.corrections.length > 0) && <CorrectionsPanel work={work} />}
          <ResultsPanel {...parts} name={name} />
        </div>
        <div className="dossier-side">
          <FinalPanel {...parts} />
          <CoursePanel work={work} />
        </div>
      </div>
      {acting === 'start' && <StartNotice cycle={cycle} today={work.today} onClose={close} />}
      {objecting && <ObjectionDialog cycle={cycle} today={work.today} about={about} onClose={close} />}
      {acting === 'correct' && <RequestCorrection cycle={cycle} onClose={close} />}
    </Page>
  );
};
