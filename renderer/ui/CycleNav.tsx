/** The pages of one assessment cycle, in the order of the work: a row of links under the title of each of them. */
import { cycleNavWords } from '../i18n/zh-CN/cycle-nav.ts';
import { PlaceLink } from './PlaceLink.tsx';
import { places } from './places.ts';
import './cycle-nav.css';

/** One line for each page; the key names it in the words too. */
const pages = {
  progress: places.cycle,
  plan: places.cyclePlan,
  entry: (cycle: string) => places.entryColumns(cycle),
  check: (cycle: string) => places.check(cycle),
  explanations: (cycle: string) => places.explanations(cycle),
  external: (cycle: string) => places.external(cycle),
  spotCheck: (cycle: string) => places.spotCheck(cycle),
  results: () => places.results,
  notice: (cycle: string) => places.notice(cycle),
  consequences: (cycle: string) => places.consequences(cycle),
  archive: places.cycleArchive,
} as const satisfies Record<string, (cycle: string) => string>;
export type CyclePageKey = keyof typeof pages;

export const CycleNav = ({ cycle, at }: { cycle: string; at: CyclePageKey }) => (
  <nav className="cycle-nav" aria-label={cycleNavWords.label}>
    {(Object.keys(pages) as CyclePageKey[]).map((key) =>
      key === at ? (
        <b key={key} aria-current="page">
          {cycleNavWords.pages[key]}
        </b>
      ) : (
        <PlaceLink key={key} to={pages[key](cycle)}>
          {cycleNavWords.pages[key]}
        </PlaceLink>
      ),
    )}
  </nav>
);
