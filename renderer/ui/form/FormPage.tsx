/** The page around a form: saving with the button or Ctrl+S, what stands in the way, and the guard against leaving. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { formWords as words } from '../../i18n/zh-CN/form.ts';
import { goTo, useUnsavedWork } from '../../state/place.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { Page } from '../Page.tsx';
import { tabOnwards } from './tab-onwards.ts';
import { useSaveKey } from './use-save-key.ts';
import { controlId } from './use-typed-form.ts';

export interface FormPageProps {
  title: string;
  description: string;
  /** Where “取消” leads. */
  back: string;
  dirty: boolean;
  busy: boolean;
  /** Why saving failed for another reason than the form's contents. */
  failure: AppError | null;
  onCloseFailure: () => void;
  /** Saving was tried. */
  attempted: boolean;
  findings: readonly Finding[];
  onSave: () => void;
  /** Beside the form. */
  aside?: ReactNode;
  children: ReactNode;
}

const errorsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity === 'error');

/** Puts the cursor where the first fault is, in the order of the page. */
export const focusFirstFault = (findings: readonly Finding[]): void => {
  const faulty = new Set(errorsOf(findings).map(({ field }) => controlId(field ?? '')));
  const controls = [...document.querySelectorAll<HTMLElement>('[id^="field-"]')];
  controls.find(({ id }) => faulty.has(id))?.focus();
};

export const FormPage = ({
  title,
  description,
  back,
  dirty,
  busy,
  failure,
  onCloseFailure,
  attempted,
  findings,
  onSave,
  aside,
  children,
}: FormPageProps) => {
  useUnsavedWork(dirty);
  useSaveKey(onSave);
  const errors = errorsOf(findings).length;
  const warnings = findings.length - errors;
  return (
    <Page
      title={title}
      description={description}
      extra={<Button onClick={() => goTo(back)}>{words.cancel}</Button>}
      primary={
        <ActionButton
          type="primary"
          busy={busy}
          disabledReason={dirty ? null : words.noChange}
          onClick={onSave}
          aria-keyshortcuts="Control+S"
        >
          {words.save}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onClose={onCloseFailure} />
      {attempted && errors > 0 && (
        <p className="form-summary bad" role="alert">
          {words.notStored(errors)}
        </p>
      )}
      {attempted && errors === 0 && warnings > 0 && (
        <p className="form-summary">{words.warnings(warnings)}</p>
      )}
      <div className={aside === undefined ? 'form-page' : 'form-page form-page-with-aside'}>
        <form
          className="panel form"
          onSubmit={(event) => event.preventDefault()}
          onKeyDown={tabOnwards}
          noValidate
        >
          {children}
        </form>
        {aside !== undefined && <div className="form-aside">{aside}</div>}
      </div>
    </Page>
  );
};

/** A part of a form under a heading. */
export const FormSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="form-section">
    <legend>{title}</legend>
    <div className="form-fields">{children}</div>
  </fieldset>
);
