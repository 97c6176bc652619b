/** 档案事项: the lines of an official's file by category, the latest first. */
import { Button } from 'antd';
import { useState } from 'react';
import { type FileCategory, fileCategories, fileResults } from '#shared/domain/subject-lists.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { WithdrawDialog } from '../WithdrawDialog.tsx';
import { FileItemDialog } from './FileItemDialog.tsx';
import type { FileItem } from './file-item.ts';

const words = archiveWords.file;

const categories = Object.keys(fileCategories) as FileCategory[];

/** A line in short: its result, or what it is about. */
const said = ({ category, result, year, title }: FileItem): string =>
  [
    year === null ? null : words.ofYear(year),
    result === null ? null : fileResults[result],
    title ?? (result === null ? fileCategories[category] : null),
  ]
    .filter(Boolean)
    .join(' · ');

export const FilePanel = ({
  official,
  foreignReason,
}: {
  official: string;
  /** Why nothing can be added here; null when it can. */
  foreignReason: string | null;
}) => {
  const { data, failure, refresh } = useOperation('officials.file', { id: official });
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<FileItem | null>(null);
  const [correcting, setCorrecting] = useState<FileItem | null>(null);
  const items = data?.items ?? [];
  const missing = categories.filter((category) => !items.some((item) => item.category === category));
  return (
    <section className="panel" aria-labelledby="file-items">
      <div className="panel-head">
        <h2 id="file-items">{words.title}</h2>
        <ActionButton size="small" disabledReason={foreignReason} onClick={() => setAdding(true)}>
          {words.add}
        </ActionButton>
      </div>
      <FailureNotice failure={failure} onRetry={refresh} />
      {data !== undefined && items.length === 0 && <p className="quiet">{words.empty}</p>}
      {categories
        .filter((category) => !missing.includes(category))
        .map((category) => (
          <section key={category} className="file-category" aria-label={fileCategories[category]}>
            <h3>{fileCategories[category]}</h3>
            <ul>
              {items
                .filter((item) => item.category === category)
                .map((item) => (
                  <FileLine
                    key={item.id}
                    item={item}
                    onEdit={() => setEditing(item)}
                    onCorrect={() => setCorrecting(item)}
                  />
                ))}
            </ul>
          </section>
        ))}
      {items.length > 0 && missing.length > 0 && (
        <p className="quiet">
          {words.missing(missing.map((category) => fileCategories[category]).join('、'))}
        </p>
      )}
      {adding && <FileItemDialog official={official} present={null} onClose={() => setAdding(false)} />}
      {editing !== null && (
        <FileItemDialog official={official} present={editing} onClose={() => setEditing(null)} />
      )}
      {correcting !== null && <WithdrawItem item={correcting} onClose={() => setCorrecting(null)} />}
    </section>
  );
};

const FileLine = ({
  item,
  onEdit,
  onCorrect,
}: {
  item: FileItem;
  onEdit: () => void;
  onCorrect: () => void;
}) => {
  const { category, happenedOn, untilOn, organ, documentNo, remarks, withdrawnOn, withdrawnReason, own } =
    item;
  const counts = withdrawnOn === null;
  const detail = [
    organ,
    documentNo,
    remarks,
    counts ? null : words.withdrawn(withdrawnOn, withdrawnReason ?? ''),
  ];
  return (
    <li>
      <span className="num">{happenedOn}</span>
      <span className={counts ? '' : 'mark-revoked'}>
        <strong>{said(item)}</strong>
        {untilOn !== null && (
          <span className="num">
            {' '}
            {(category === 'violation' ? words.effectUntil : words.until)(untilOn)}
          </span>
        )}
      </span>
      <span className="nowrap">
        {counts && own && (
          <>
            <Button type="link" size="small" onClick={onEdit} aria-label={`${words.edit}：${said(item)}`}>
              {words.edit}
            </Button>
            <Button
              type="link"
              size="small"
              onClick={onCorrect}
              aria-label={`${words.withdraw}：${said(item)}`}
            >
              {words.withdraw}
            </Button>
          </>
        )}
      </span>
      <span className="file-detail quiet">{detail.filter(Boolean).join(' · ')}</span>
    </li>
  );
};

const WithdrawItem = ({ item, onClose }: { item: FileItem; onClose: () => void }) => {
  const { run, busy, failure, clearFailure } = useCommand('officials.withdrawFileItem');
  const withdraw = async (reason: string): Promise<void> => {
    if ((await run({ id: item.id, reason })) !== null) onClose();
  };
  return (
    <WithdrawDialog
      title={words.withdrawTitle}
      text={words.withdrawText}
      said={`${fileCategories[item.category]} ${item.happenedOn} ${said(item)}`}
      busy={busy}
      failure={failure}
      onClearFailure={clearFailure}
      onWithdraw={(reason) => void withdraw(reason)}
      onClose={onClose}
    />
  );
};
