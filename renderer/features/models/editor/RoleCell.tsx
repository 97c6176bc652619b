import { Select } from 'antd';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { scorerRoleName } from '#shared/words/zh-CN/model-terms.ts';

export interface RoleCellProps {
  label: string;
  role: string;
  /** Roles that score the leaf already. */
  taken: readonly string[];
  onTake: (role: string) => void;
}

/** Who scores; a model may have roles of its own, which stay. */
export const RoleCell = ({ label, role, taken, onTake }: RoleCellProps) => {
  const known: string[] = Object.keys(scorerRoles);
  const roles = known.includes(role) ? known : [role, ...known];
  return (
    <Select
      size="small"
      className="editor-role"
      aria-label={label}
      value={role}
      options={roles
        .filter((one) => one === role || !taken.includes(one))
        .map((value) => ({ value, label: scorerRoleName(value) }))}
      onChange={onTake}
    />
  );
};
