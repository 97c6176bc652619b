/** 经过: what was done about the result, by whom and when, newest first. */
import { useState } from 'react';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import type { NoticeWork } from './notice-types.ts';

const words = cycleNoticeWords.course;

interface Happened {
  /** An instant, or a day. */
  at: string;
  what: string;
  who: string | null;
}

const courseOf = (work: NoticeWork): Happened[] => {
  const { actor, rechecks, results, objections } = cycleNoticeWords;
  const leafOf = (leafName: string | null): string => leafName ?? rechecks.decisions;
  return [
    ...work.results.map(({ sealedAt, sealedBy, kind }) => ({
      at: sealedAt,
      what: words.sealed(results.kinds[kind]),
      who: actor(sealedBy),
    })),
    ...work.notices.flatMap(({ startedAt, startedBy, until, endedAt, endReason, endedBy }) => [
      { at: startedAt, what: words.noticeStarted(until), who: actor(startedBy) },
      ...(endedAt === null
        ? []
        : [{ at: endedAt, what: words.noticeEnded(endReason ?? ''), who: actor(endedBy ?? '') }]),
    ]),
    ...work.objections.map(({ registeredAt, bodyName, indicator }) => ({
      at: registeredAt,
      what: words.objection(bodyName, indicator ?? objections.whole),
      who: null,
    })),
    ...work.reopenings.flatMap(({ openedAt, openedBy, closedAt, closedBy, bodyName, leafName }) => [
      { at: openedAt, what: words.opened(bodyName, leafOf(leafName)), who: actor(openedBy) },
      ...(closedAt === null
        ? []
        : [{ at: closedAt, what: words.closed(bodyName, leafOf(leafName)), who: actor(closedBy ?? '') }]),
    ]),
    ...work.corrections.flatMap(
      ({ requestedAt, requestedBy, bodyName, leafName, decision, decidedAt, decidedBy }) => [
        { at: requestedAt, what: words.requested(bodyName, leafOf(leafName)), who: requestedBy },
        ...(decidedAt === null
          ? []
          : [{ at: decidedAt, what: words.decided(bodyName, decision === 'approved'), who: decidedBy }]),
      ],
    ),
    ...(work.approval === null
      ? []
      : [{ at: work.approval.notedAt, what: words.approved, who: work.approval.approvedBy }]),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
};

/** So many are shown without being asked for: with hundreds of units there may be hundreds of objections. */
const shownAtFirst = 20;

export const CoursePanel = ({ work }: { work: NoticeWork }) => {
  const course = courseOf(work);
  const [all, setAll] = useState(false);
  const shown = all ? course : course.slice(0, shownAtFirst);
  return (
    <section className="panel" aria-labelledby="course-panel">
      <h2 id="course-panel">{words.title}</h2>
      {course.length === 0 ? (
        <p className="quiet">{words.empty}</p>
      ) : (
        <ol className="notice-course">
          {shown.map(({ at, what, who }) => (
            <li key={`${at} ${what}`}>
              <span className="num quiet">{at.length > 10 ? formatInstant(at) : at}</span> {what}
              {who !== null && <span className="quiet">（{who}）</span>}
            </li>
          ))}
        </ol>
      )}
      {shown.length < course.length && (
        <ActionButton size="small" type="link" onClick={() => setAll(true)}>
          {words.all(formatCount(course.length))}
        </ActionButton>
      )}
    </section>
  );
};
