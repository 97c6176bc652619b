/** 信任的单位: this office's key to hand out, the keys of others that are accepted here, and whom those speak for. */
import { App, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { officeLevels } from '#shared/domain/code-lists.ts';
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import { groupDigest } from '#shared/domain/fingerprint.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget } from '../../ui/files.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { EnrolDialog } from './EnrolDialog.tsx';
import { useExchange } from './exchange-state.ts';
import { StatedOffices } from './StatedOffices.tsx';

const words = exchangeWords.offices;
type View = 'trusted' | 'stated';

export const OfficesPage = () => {
  const { data, failure, loading, refresh } = useOperation('keys.list', {});
  const received = useExchange((state) => state.received);
  const inspected = useOperation(
    'packages.inspect',
    { file: received?.token ?? '' },
    { enabled: received !== null },
  );
  const asked = usePlaceParameter('enrol') !== null;
  const [enrolling, setEnrolling] = useState(asked);
  const [opened, setOpened] = useState<EnrolledOffice | null>(null);
  const revoking = useCommand('keys.revoke');
  const { modal, message } = App.useApp();
  const offices = data?.offices ?? [];
  const stated = data?.stated ?? [];
  const showStated = usePlaceParameter('list') === 'stated';
  const packageKey = received === null ? null : (inspected.data?.fingerprint ?? null);
  const waiting =
    packageKey !== null &&
    !offices.some((office) => office.fingerprint === packageKey && office.revokedAt === null);

  const close = (): void => {
    setEnrolling(false);
    if (asked) goTo(places.offices, { replace: true });
  };
  const enrolled = ({ name, fingerprint }: EnrolledOffice): void => {
    void message.success(exchangeWords.enrol.enrolled(name));
    setEnrolling(false);
    if (waiting && fingerprint === packageKey) goTo(places.inbox);
    else close();
  };
  const revoke = ({ id, name }: EnrolledOffice): void => {
    modal.confirm({
      title: words.revokeTitle(name),
      content: words.revokeText,
      okText: words.revokeOk,
      okButtonProps: { danger: true },
      cancelText: exchangeWords.enrol.cancel,
      onOk: () => revoking.run({ office: id }),
    });
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      primary={
        <ActionButton type="primary" onClick={() => setEnrolling(true)}>
          {words.enrol}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={revoking.failure} onClose={revoking.clearFailure} />
      {!showStated && <OwnKeyPanel />}
      {(stated.length > 0 || showStated) && (
        <div className="page-bar">
          <Segmented<View>
            aria-label={words.view}
            value={showStated ? 'stated' : 'trusted'}
            onChange={(view) =>
              goTo(view === 'stated' ? places.statedOffices : places.offices, { replace: true })
            }
            options={[
              { value: 'trusted', label: words.views.trusted(formatCount(offices.length)) },
              { value: 'stated', label: words.views.stated(formatCount(stated.length)) },
            ]}
          />
        </div>
      )}
      {showStated ? (
        <StatedOffices offices={stated} loading={loading} />
      ) : (
        <DataTable
          tableId="exchange.keys"
          label={words.title}
          columns={columnsOf(offices, revoke)}
          rows={offices}
          rowKey={({ id }) => id}
          loading={loading}
          onRowOpen={setOpened}
          empty={words.empty}
          exportName={words.exportName}
        />
      )}
      <Drawer open={opened !== null} title={opened?.name ?? ''} onClose={() => setOpened(null)}>
        {opened !== null && (
          <>
            <DigestGroups label={exchangeWords.fingerprint} digest={opened.fingerprint} />
            <p className="quiet">{words.detailsHint}</p>
          </>
        )}
      </Drawer>
      <EnrolDialog
        open={enrolling}
        offices={offices}
        packageKey={waiting ? packageKey : null}
        onClose={close}
        onEnrolled={enrolled}
      />
    </Page>
  );
};

const OwnKeyPanel = () => {
  const office = useOperation('office.read', {});
  const { run, busy, failure, clearFailure } = useCommand('keys.export');
  const { message } = App.useApp();
  const save = async (): Promise<void> => {
    const file = await pickSaveTarget('key', words.keyFileName(office.data?.office.name ?? ''));
    if (file === null) return;
    if ((await run({ file: file.token })) !== null) void message.success(words.exportedKey(file.name));
  };
  if (office.data === undefined) return null;
  return (
    <section className="panel own-key" aria-labelledby="own-key">
      <div>
        <h2 id="own-key">{words.ownTitle}</h2>
        <p className="quiet">{words.ownHint}</p>
        <ActionButton busy={busy} onClick={() => void save()}>
          {words.exportKey}
        </ActionButton>
        <FailureNotice failure={failure} onClose={clearFailure} />
      </div>
      <DigestGroups label={exchangeWords.fingerprint} digest={office.data.key.fingerprint} />
    </section>
  );
};

const columnsOf = (
  offices: readonly EnrolledOffice[],
  revoke: (office: EnrolledOffice) => void,
): readonly DataColumn<EnrolledOffice>[] => {
  const names = new Map(offices.map(({ id, name }) => [id, name]));
  return [
    { key: 'name', title: words.columns.name, width: 17, text: ({ name }) => name, sort: true, fixed: true },
    {
      key: 'level',
      title: words.columns.level,
      width: 5,
      text: ({ level }) => officeLevels[level],
      sort: true,
    },
    {
      key: 'region',
      title: words.columns.region,
      width: 9,
      text: ({ regionCode }) => regionCode,
      sort: true,
    },
    {
      key: 'parent',
      title: words.columns.parent,
      width: 12,
      text: ({ parentId }) => (parentId === null ? words.direct : (names.get(parentId) ?? '')),
      sort: true,
    },
    {
      key: 'state',
      title: words.columns.state,
      width: 5,
      text: ({ revokedAt }) => (revokedAt === null ? words.valid : words.revoked),
      render: ({ revokedAt }) =>
        revokedAt === null ? words.valid : <span className="bad">{words.revoked}</span>,
      sort: true,
    },
    {
      key: 'enrolledAt',
      title: words.columns.enrolledAt,
      width: 9,
      text: ({ enrolledAt }) => formatInstant(enrolledAt),
      sort: true,
    },
    {
      key: 'action',
      title: words.columns.action,
      width: 5,
      text: () => '',
      render: (office) =>
        office.revokedAt === null && (
          <ActionButton
            size="small"
            danger
            onClick={() => revoke(office)}
            aria-label={`${words.revoke} ${office.name}`}
          >
            {words.revoke}
          </ActionButton>
        ),
    },
    {
      key: 'fingerprint',
      title: words.columns.fingerprint,
      width: 8,
      text: ({ fingerprint }) => groupDigest(fingerprint),
      render: ({ fingerprint }) => <code>{groupDigest(fingerprint).slice(0, 9)}……</code>,
    },
  ];
};
