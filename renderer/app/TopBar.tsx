import { officeLevels } from '#shared/domain/code-lists.ts';
import type { Office } from '#shared/domain/entities.ts';
import { CycleSwitch } from './CycleSwitch.tsx';
import { JobBar } from './JobBar.tsx';
import { SearchBox } from './SearchBox.tsx';

export const TopBar = ({ office }: { office: Office }) => (
  <header className="top">
    <span className="office">
      <strong>{office.name}</strong>
      <span className="quiet num">
        {officeLevels[office.level]} {office.regionCode}
      </span>
    </span>
    <CycleSwitch />
    <SearchBox />
    <span className="spacer" />
    <JobBar />
  </header>
);
