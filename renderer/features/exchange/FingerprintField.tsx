/** The fingerprint as it is typed from paper: each group of four says at once whether it is the key's. */
import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useId } from 'react';
import { compareFingerprint } from '#shared/domain/fingerprint.ts';
import { formatCount } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';

const words = exchangeWords.enrol;
const groups = 16;

export interface FingerprintFieldProps {
  value: string;
  onChange: (typed: string) => void;
  /** The key's own, never shown here: it is to be heard or read elsewhere. */
  expected: string;
}

/** What to say about the comparison so far. */
const verdict = (compared: ReturnType<typeof compareFingerprint>): string => {
  if (compared.length > groups) return words.tooLong;
  const differing = compared.findIndex(({ state }) => state === 'differs');
  if (differing >= 0) return words.differs(String(differing + 1));
  const same = compared.filter(({ state }) => state === 'same').length;
  return same === groups ? words.allSame : words.progress(formatCount(same));
};

export const FingerprintField = ({ value, onChange, expected }: FingerprintFieldProps) => {
  const field = useId();
  const status = useId();
  const compared = compareFingerprint(value, expected);
  const wrong = compared.some(({ state }) => state === 'differs');
  return (
    <div className="fingerprint-field">
      <label htmlFor={field}>{words.typed}</label>
      <Input.TextArea
        id={field}
        className="fingerprint-input"
        value={value}
        rows={2}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        status={wrong ? 'error' : ''}
        aria-describedby={status}
        onChange={(event) => onChange(event.target.value)}
      />
      <ol className="digest-groups compared">
        {compared.map(({ text, state }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          <li key={index} className={`group-${state}`}>
            {text}
            {state === 'same' && <CheckOutlined className="good" aria-label={words.groupSame} />}
            {state === 'differs' && <CloseOutlined className="bad" aria-label={words.groupDiffers} />}
          </li>
        ))}
      </ol>
      <p id={status} role="status" className={wrong ? 'bad' : 'quiet'}>
        {verdict(compared)}
      </p>
    </div>
  );
};
