/** Navigation at the left, office, cycle, search and jobs on top, the page in the middle. */
import { Modal } from 'antd';
import { Suspense, useEffect } from 'react';
import { Router } from 'wouter';
import type { Office } from '#shared/domain/entities.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import {
  answerLeaving,
  goTo,
  useLeaveGuard,
  usePathLocation,
  useSearchPart,
  watchHistory,
} from '../state/place.ts';
import { places } from '../ui/places.ts';
import { PageBoundary } from './PageBoundary.tsx';
import { pages, rootOf } from './routes.tsx';
import { SideNavigation } from './SideNavigation.tsx';
import { TopBar } from './TopBar.tsx';
import { useClosingGuard } from './use-closing-guard.ts';
import { useDailyStep } from './use-daily-step.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useUnexpectedFaults } from './use-unexpected-faults.ts';

/** Keys that work on every page; `places.keyboard` lists them. */
const useShellKeys = (): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'F1') {
        event.preventDefault();
        goTo(places.keyboard);
      } else if (event.altKey && event.key === 'ArrowLeft') {
        event.preventDefault();
        window.history.back();
      } else if (event.altKey && event.key === 'ArrowRight') {
        event.preventDefault();
        window.history.forward();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};

export const Shell = ({ office }: { office: Office }) => {
  const [path] = usePathLocation();
  useShellKeys();
  useEffect(watchHistory, []);
  useUnexpectedFaults();
  useClosingGuard();
  useFocusReturn();
  useDailyStep();
  const root = rootOf(path);
  const Pages = pages[root] ?? pages[''];
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => document.getElementById('page')?.focus()}>
        {shellWords.skipToPage}
      </button>
      <SideNavigation path={path} />
      <TopBar office={office} />
      <main id="page" tabIndex={-1}>
        <PageBoundary key={root}>
          <Suspense fallback={<p className="waiting">{shellWords.loading}</p>}>
            <Router hook={usePathLocation} searchHook={useSearchPart}>
              {Pages !== undefined && <Pages />}
            </Router>
          </Suspense>
        </PageBoundary>
      </main>
      <LeaveQuestion />
    </div>
  );
};

const LeaveQuestion = () => {
  const asked = useLeaveGuard((guard) => guard.asked);
  return (
    <Modal
      open={asked !== null}
      title={shellWords.leaveTitle}
      okText={shellWords.leave}
      okButtonProps={{ danger: true }}
      cancelText={shellWords.stay}
      onOk={() => answerLeaving(true)}
      onCancel={() => answerLeaving(false)}
    >
      {shellWords.leaveText}
    </Modal>
  );
};
