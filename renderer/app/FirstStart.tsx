import { type FormEvent, useState } from 'react';
import type { Client } from '#shared/contract/client.ts';
import { type OfficeLevel, officeLevels } from '#shared/domain/code-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { words } from '../i18n/zh-CN.ts';

/** Asks for the office and makes its data folder. */
export const FirstStart = ({ client, onDone }: { client: Client; onDone: () => void }) => {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');

  const begin = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure('');
    try {
      await client.call('office.initialise', {
        name: String(form.get('name')),
        regionCode: String(form.get('regionCode')),
        level: String(form.get('level')) as OfficeLevel,
        sample: form.has('sample'),
      });
      onDone();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setFailure(describeFailure(error.code, error.params));
      setBusy(false);
    }
  };

  return (
    <form className="card" onSubmit={(event) => void begin(event)}>
      <h2>{words.firstStart}</h2>
      <p className="hint">{words.firstStartHint}</p>
      <label>
        <span>{words.officeName}</span>
        <input name="name" required maxLength={100} placeholder={words.officeNameHint} />
      </label>
      <label>
        <span>{words.regionCode}</span>
        <input
          name="regionCode"
          required
          pattern="[0-9]{12}"
          title={words.regionCodeHint}
          inputMode="numeric"
        />
        <small className="hint">{words.regionCodeHint}</small>
      </label>
      <label>
        <span>{words.officeLevel}</span>
        <select name="level" defaultValue="township">
          {Object.entries(officeLevels).map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" name="sample" />
        <span>{words.withSample}</span>
      </label>
      {failure !== '' && (
        <p className="notice error" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? words.beginning : words.begin}
      </button>
    </form>
  );
};
