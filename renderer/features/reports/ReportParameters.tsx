/** Cycle, unit, role, model: what the chosen report asks for. */
import { Checkbox, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';
import { asksFor, choose, isOfOneUnit, type ReportChoice, type Role } from './report-choice.ts';
import { useUnits } from './use-units.ts';

const roles: readonly Role[] = ['self', 'assessor', 'department', 'thirdParty', 'survey'];

export const ReportParameters = ({ choice }: { choice: ReportChoice }) => {
  const asked = asksFor(choice.report);
  // Forms of the ledgers are empty: nothing to choose.
  if (choice.form && !isOfOneUnit(choice.report) && choice.report !== 'model') return null;
  if (asked.length === 0) return null;
  return (
    <fieldset className="report-parameters" aria-label={words.parameters}>
      {asked.includes('cycle') && <CycleField choice={choice} />}
      {asked.includes('unit') && <UnitField choice={choice} />}
      {asked.includes('role') && <RoleField choice={choice} />}
      {asked.includes('model') && <ModelField choice={choice} />}
      {asked.includes('unmasked') && (
        <Checkbox
          checked={choice.unmasked}
          onChange={(event) => choose(choice, { unmasked: event.target.checked })}
        >
          {words.unmasked}
        </Checkbox>
      )}
    </fieldset>
  );
};

const Field = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <span className="report-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  );
};

const CycleField = ({ choice }: { choice: ReportChoice }) => {
  const { data } = useOperation('cycles.list', {});
  return (
    <Field label={words.cycle}>
      {(id) => (
        <Select
          id={id}
          className="report-cycle"
          placeholder={words.noCycle}
          value={choice.cycle}
          onChange={(cycle: string) => choose(choice, { cycle })}
          options={(data?.cycles ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </Field>
  );
};

const UnitField = ({ choice }: { choice: ReportChoice }) => {
  const cycle = isOfOneUnit(choice.report) ? choice.cycle : null;
  const units = useUnits(cycle);
  const required = isOfOneUnit(choice.report);
  return (
    <Field label={words.unit}>
      {(id) => (
        <Select
          id={id}
          className="report-unit"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!required}
          placeholder={required ? words.chooseUnit : words.allUnits}
          value={choice.unit}
          onChange={(unit: string | undefined) => choose(choice, { unit: unit ?? null })}
          options={units.map(({ uscc, name }) => ({ value: uscc, label: name }))}
        />
      )}
    </Field>
  );
};

const RoleField = ({ choice }: { choice: ReportChoice }) => (
  <Field label={words.role}>
    {(id) => (
      <Select<Role>
        id={id}
        className="report-role"
        value={choice.role ?? 'self'}
        onChange={(role) => choose(choice, { role })}
        options={roles.map((role) => ({ value: role, label: scorerRoles[role] }))}
      />
    )}
  </Field>
);

const ModelField = ({ choice }: { choice: ReportChoice }) => {
  const { data } = useOperation('models.list', {});
  const codes = new Map((data?.models ?? []).map(({ code, name }) => [code, name]));
  return (
    <Field label={words.model}>
      {(id) => (
        <Select
          id={id}
          className="report-unit"
          value={choice.model ?? 'TOWNSHIP-2026'}
          onChange={(model: string) => choose(choice, { model })}
          options={[...codes].map(([code, name]) => ({ value: code, label: `${name} ${code}` }))}
        />
      )}
    </Field>
  );
};

/** Names of the chosen cycle and unit, for the name of the file. */
export const useReportNames = (choice: ReportChoice): string[] => {
  const asked = asksFor(choice.report);
  const units = useUnits(isOfOneUnit(choice.report) ? choice.cycle : null);
  const unit = asked.includes('unit') ? units.find(({ uscc }) => uscc === choice.unit)?.name : undefined;
  const cycle = asked.includes('cycle') ? choice.cycle : null;
  return [cycle, unit].filter((name): name is string => name !== null && name !== undefined);
};
