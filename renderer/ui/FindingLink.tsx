import type { Finding } from '#shared/errors/finding.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { placeOfFinding } from './finding-place.ts';
import { PlaceLink } from './PlaceLink.tsx';

/** Leads to what a finding says is there already; nothing where it speaks of nothing else. */
export const FindingLink = ({ finding }: { finding: Pick<Finding, 'code' | 'params'> }) => {
  const place = placeOfFinding(finding);
  return place === null ? null : (
    <>
      {' '}
      <PlaceLink to={place}>{uiWords.openFound}</PlaceLink>
    </>
  );
};
