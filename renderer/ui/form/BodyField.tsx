/**
 * Chooses a body: by typing a part of its name or code and picking from the list, or by typing the whole code. What
 * the field holds is the code; its name stands below.
 */
import { AutoComplete } from 'antd';
import type { Finding } from '#shared/errors/finding.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formWords as words } from '../../i18n/zh-CN/form.ts';
import { useSettled } from '../use-settled.ts';
import { FormField } from './FormField.tsx';
import type { FieldProps } from './fields.tsx';

/** A name, not a code: something Chinese stands in it. */
const isName = (text: string): boolean => /\p{Script=Han}/u.test(text);

export const BodyField = <Field extends string>({
  form,
  field,
  hint = words.bodyHint,
  wide,
  name,
}: FieldProps<Field> & {
  /** Name of the body that the field means; null while it means none. */
  name: string | null;
}) => {
  const typed = form.values[field].trim();
  const text = useSettled(typed);
  const { data, outdated } = useOperation(
    'bodies.search',
    { text, sort: 'name', limit: 20 },
    { enabled: text !== '' },
  );
  const found = typed === '' ? [] : (data?.rows ?? []);
  const { title, required } = form.titles[field];

  const leave = (): void => {
    // A name that can mean only one body means that one. What was found for the text before may be another body.
    const exact = found.filter((body) => body.name === typed || body.shortName === typed);
    const meant = exact.length > 0 || text !== typed || outdated ? exact : found;
    const [only] = meant;
    if (isName(typed) && only !== undefined && meant.length === 1) form.set(field, only.uscc);
    form.touch(field);
  };

  // Until a body is chosen, faults of the “code” would only confuse.
  const say = ({ code }: Finding): string | null =>
    isName(typed) && code.startsWith('uscc.') ? words.bodyNotChosen : null;

  return (
    <FormField
      field={field}
      title={title}
      required={required}
      findings={form.findingsOf(field)}
      hint={name === null ? hint : <strong className="form-name">{name}</strong>}
      wide={wide}
      say={say}
    >
      {(control) => (
        <AutoComplete
          {...control}
          value={form.values[field]}
          options={found.map((body) => ({
            value: body.uscc,
            label: (
              <span className="body-option">
                <span>{body.name}</span>
                <span className="quiet">{body.uscc}</span>
              </span>
            ),
          }))}
          popupMatchSelectWidth={false}
          notFoundContent={isName(typed) && text === typed && data !== undefined ? words.bodyNone : null}
          onChange={(value: string) => form.set(field, value)}
          onBlur={leave}
        />
      )}
    </FormField>
  );
};
