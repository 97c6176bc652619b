/** Which form a file is read as, and for forms of values for which cycle, unit and role. */
import { Select } from 'antd';
import { useId } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { type ImportLayout, importLayouts, isFormOfUnit } from '#shared/ledgers/import-layouts.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';
import type { ReadChoice, Recognised } from './import-queue.ts';

const formOptions = Object.entries(importLayouts).map(([value, label]) => ({
  value: value as ImportLayout,
  label,
}));
/** Derived values come from the records; nobody fills in a form of them. */
const roleOptions = Object.entries(scorerRoles).flatMap(([value, label]) =>
  value === 'derived' ? [] : [{ value: value as NonNullable<ReadChoice['role']>, label }],
);

export interface FormChoiceProps {
  choice: ReadChoice;
  onChange: (choice: Partial<ReadChoice>) => void;
  /** What the workbook says of itself: then it need not be chosen. */
  stated?: Recognised['stated'];
  disabled?: boolean;
}

export const FormChoice = ({ choice, onChange, stated = null, disabled = false }: FormChoiceProps) => {
  const id = useId();
  return (
    <div className="form-choice">
      <label htmlFor={id}>{words.form}</label>
      <Select
        id={id}
        placeholder={words.choose}
        options={formOptions}
        value={choice.layout ?? null}
        disabled={disabled}
        onChange={(layout) => onChange({ layout: layout ?? undefined })}
      />
      {isFormOfUnit(choice.layout) && (
        <PlaceChoice choice={choice} onChange={onChange} stated={stated} disabled={disabled} />
      )}
    </div>
  );
};

/** Cycle, unit and role, as far as the workbook does not name them. */
const PlaceChoice = ({ choice, onChange, stated = null, disabled = false }: FormChoiceProps) => {
  const [cycleId, unitId, roleId] = [useId(), useId(), useId()];
  const cycle = choice.cycle ?? stated?.cycle?.code;
  const cycles = useOperation('cycles.list', {}, { enabled: stated?.cycle == null });
  const units = useOperation(
    'cycles.read',
    { cycle: cycle ?? '' },
    { enabled: cycle !== undefined && stated?.unit == null },
  );
  const bodies = useOperation(
    'bodies.search',
    { limit: 1000 },
    { enabled: cycle !== undefined && stated?.unit == null },
  );
  const names = new Map(bodies.data?.rows.map(({ uscc, name }) => [uscc, name]));
  return (
    <>
      {stated?.cycle == null && (
        <>
          <label htmlFor={cycleId}>{words.cycle}</label>
          <Select
            id={cycleId}
            placeholder={words.choose}
            disabled={disabled}
            value={choice.cycle ?? null}
            options={cycles.data?.cycles.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            onChange={(code) => onChange({ cycle: code ?? undefined, unit: undefined })}
          />
        </>
      )}
      {stated?.unit == null && (
        <>
          <label htmlFor={unitId}>{words.unit}</label>
          <Select
            id={unitId}
            placeholder={words.choose}
            disabled={disabled || cycle === undefined}
            showSearch={{ optionFilterProp: 'label' }}
            value={choice.unit ?? null}
            options={
              units.data?.units.map(({ bodyUscc }) => ({
                value: bodyUscc,
                label: names.get(bodyUscc) ?? bodyUscc,
              })) ?? []
            }
            onChange={(uscc) => onChange({ unit: uscc ?? undefined })}
          />
        </>
      )}
      {choice.layout === 'self-assessment' && stated?.role == null && (
        <>
          <label htmlFor={roleId}>{words.role}</label>
          <Select
            id={roleId}
            disabled={disabled}
            value={choice.role ?? 'self'}
            options={roleOptions}
            onChange={(role) => onChange({ role })}
          />
        </>
      )}
    </>
  );
};
