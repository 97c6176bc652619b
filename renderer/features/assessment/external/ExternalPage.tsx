/** 外部评价: what departments, third parties and surveys say of the assessed units. */
import { Segmented } from 'antd';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { externalWords as words } from '../../../i18n/zh-CN/external.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import type { ExternalFrameProps } from './frame.ts';
import { SuppliersView } from './SuppliersView.tsx';
import { SurveysView } from './SurveysView.tsx';
import { SurveyView } from './SurveyView.tsx';
import { ThirdPartyView } from './ThirdPartyView.tsx';

type View = keyof typeof words.views;

const isView = (text: string | null): text is View => text !== null && Object.hasOwn(words.views, text);

export const ExternalPage = ({ cycle: code }: { cycle: string }) => {
  const { data, failure, refresh } = useOperation('cycles.read', { cycle: code });
  const known = data?.cycle.code === code;
  const asked = usePlaceParameter('view');
  const survey = usePlaceParameter('survey');
  const view: View = isView(asked) ? asked : 'suppliers';
  useShownCycle(code, known);
  if (data === undefined || !known) {
    return (
      <Page title={words.title}>
        <FailureNotice failure={failure} onRetry={refresh} />
        {failure === null && <ReadingLine />}
      </Page>
    );
  }
  const { cycle, units } = data;
  const frame = ({ primary, extra, bar, children }: ExternalFrameProps) => (
    <Page
      fill
      title={words.title}
      description={words.description(cycle.name)}
      primary={primary}
      extra={extra}
      bar={<CycleNav cycle={code} at="external" />}
    >
      <div className="page-bar">
        <Segmented<View>
          aria-label={words.view}
          value={view}
          onChange={(chosen) => goTo(places.external(code, { view: chosen }))}
          options={(Object.keys(words.views) as View[]).map((value) => ({
            value,
            label: words.views[value],
          }))}
        />
        {bar}
      </div>
      {children}
    </Page>
  );
  const noUnits = units.length === 0 ? assessmentWords.noUnits : null;
  if (view === 'thirdParty') return <ThirdPartyView cycle={cycle} noUnits={noUnits} frame={frame} />;
  if (view === 'surveys') {
    return survey === null ? (
      <SurveysView cycle={cycle} frame={frame} />
    ) : (
      <SurveyView key={survey} cycle={cycle} id={survey} frame={frame} />
    );
  }
  return <SuppliersView cycle={cycle} noUnits={noUnits} frame={frame} />;
};
