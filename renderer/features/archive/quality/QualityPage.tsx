/** 数据质量: what the last check found, by kind of problem or by unit. */
import { Segmented } from 'antd';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { qualityWords as words } from '../../../i18n/zh-CN/quality.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { JobLine } from '../../../ui/JobLine.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { KindTable } from './KindTable.tsx';
import { UnitTable } from './UnitTable.tsx';
import { useQualityCheck } from './use-quality-check.ts';

type View = keyof typeof words.views;

export const QualityPage = () => {
  const view: View = usePlaceParameter('view') === 'units' ? 'units' : 'kinds';
  const unit = usePlaceParameter('unit');
  const { data, failure, refresh } = useOperation('quality.read', unit === null ? {} : { unit });
  const checked = data?.checked ?? null;
  const { check, running, ...job } = useQualityCheck(
    data?.automatic === true && (checked === null || checked.stale),
  );
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" busy={running !== null} onClick={check}>
          {checked === null ? words.checkFirst : words.check}
        </ActionButton>
      }
      bar={
        <>
          <Segmented<View>
            aria-label={words.view}
            value={view}
            options={Object.entries(words.views).map(([value, label]) => ({ value: value as View, label }))}
            onChange={(next) => goTo(places.quality({ view: next === 'units' ? next : undefined }))}
          />
          <span aria-busy={running !== null}>
            {checked !== null && (
              <>
                <strong className="num">
                  {words.counts(formatCount(checked.errors), formatCount(checked.warnings))}
                </strong>{' '}
                <span className="quiet num">{words.checkedAt(formatInstant(checked.checkedAt))}</span>
              </>
            )}
          </span>
        </>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={job.failure} onClose={job.clearFailure} />
      {running !== null && <JobLine job={running} />}
      {checked?.stale === true && running === null && <p className="form-summary">{words.stale}</p>}
      {view === 'kinds' ? (
        <KindTable checked={checked} unit={unit} loading={data === undefined} />
      ) : (
        <UnitTable checked={checked} />
      )}
    </Page>
  );
};
