import { Input } from 'antd';
import { useId } from 'react';
import { parseDateText } from '#shared/domain/date-text.ts';
import { isDate } from '#shared/domain/dates.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';

/** A date as people write it; it counts once it is whole. */
export const DateInput = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) => {
  const said = useId();
  const wrong = value !== '' && !isDate(value);
  return (
    <>
      <Input
        className="date-input"
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={said}
        placeholder={uiWords.dateHint}
        {...(wrong ? { status: 'warning' } : {})}
        title={wrong ? uiWords.dateWrong : ''}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => onChange(parseDateText(value) ?? value.trim())}
      />
      <span id={said} className="visually-hidden">
        {wrong ? uiWords.dateWrong : ''}
      </span>
    </>
  );
};
