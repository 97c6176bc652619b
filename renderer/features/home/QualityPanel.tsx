import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

/** What the last check of the data's quality found. */
export const QualityPanel = ({ quality }: { quality: OperationOutput<'home.overview'>['quality'] }) => (
  <section className="panel" aria-labelledby="quality">
    <h2 id="quality">{words.quality}</h2>
    <p>
      <PlaceLink to={places.quality()}>
        {quality === null
          ? words.qualityNever
          : words.qualityCounts(formatCount(quality.errors), formatCount(quality.warnings))}
      </PlaceLink>{' '}
      {quality !== null && (
        <span className="quiet num">
          {words.qualityAt(formatInstant(quality.checkedAt))}
          {quality.stale && words.qualityStale}
        </span>
      )}
    </p>
  </section>
);
