/** Choices that every sheet has: whose values are entered, and where the Enter key goes. */
import { Segmented, Select } from 'antd';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { type EnterDirection, useSession } from '../../../state/session.ts';
import { entryRoles } from './roles.ts';

const words = assessmentWords.entry;

export const RoleChoice = ({ role, onChange }: { role: EntryRole; onChange: (role: EntryRole) => void }) => (
  <Segmented<EntryRole>
    aria-label={words.role}
    value={role}
    onChange={onChange}
    options={entryRoles.map((one) => ({ value: one, label: assessmentWords.roles[one] }))}
  />
);

export const EnterChoice = () => {
  const { enterDirection, setEnterDirection } = useSession();
  return (
    <Select<EnterDirection>
      aria-label={words.enterMoves}
      value={enterDirection}
      onChange={setEnterDirection}
      options={[
        { value: 'down', label: words.enterDown },
        { value: 'right', label: words.enterRight },
      ]}
    />
  );
};
