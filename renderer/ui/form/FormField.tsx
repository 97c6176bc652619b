/** A field of a form: label, control, hint, and beside it what is wrong. */
import './form.css';
import type { ReactNode } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { formWords as words } from '../../i18n/zh-CN/form.ts';
import { FindingLink } from '../FindingLink.tsx';
import { SeverityMark } from '../SeverityMark.tsx';
import { controlId } from './use-typed-form.ts';

/** What a control needs to belong to its label and messages. */
export interface ControlProps {
  id: string;
  status?: 'error' | 'warning';
  'aria-invalid': boolean;
  'aria-required': boolean;
  'aria-describedby': string;
}

export interface FormFieldProps {
  field: string;
  title: string;
  required?: boolean | undefined;
  findings: readonly Finding[];
  hint?: ReactNode;
  /** Takes the whole width of the form. */
  wide?: boolean | undefined;
  /** Says a finding in the page's own words; null for the general ones. */
  say?: ((finding: Finding) => string | null) | undefined;
  children: (control: ControlProps) => ReactNode;
}

export const FormField = ({
  field,
  title,
  required = false,
  findings,
  hint,
  wide = false,
  say,
  children,
}: FormFieldProps) => {
  const id = controlId(field);
  const error = findings.some(({ severity }) => severity === 'error');
  const status = error ? 'error' : findings.length > 0 ? 'warning' : undefined;
  return (
    <div className={wide ? 'form-field form-field-wide' : 'form-field'}>
      <label htmlFor={id}>
        {title}
        {required && (
          <span className="required" title={words.requiredMark}>
            *
          </span>
        )}
      </label>
      {children({
        id,
        ...(status === undefined ? {} : { status }),
        'aria-invalid': error,
        'aria-required': required,
        'aria-describedby': `${id}-said`,
      })}
      <div id={`${id}-said`} className="form-said" aria-live="polite">
        {findings.map((finding) => (
          <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={`form-${finding.severity}`}>
            <SeverityMark severity={finding.severity} />
            <span>
              {say?.(finding) ?? describeFinding(finding)}
              <FindingLink finding={finding} />
            </span>
          </p>
        ))}
        {hint !== undefined && hint !== null && findings.length === 0 && <p className="quiet">{hint}</p>}
      </div>
    </div>
  );
};
