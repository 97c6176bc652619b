/** Which units are ranked together, by which frozen model. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, shortDigest } from '../../../i18n/format.ts';
import { planWords } from '../../../i18n/zh-CN/plan.ts';
import { goTo } from '../../../state/place.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { places } from '../../../ui/places.ts';

const words = planWords.units;
type Units = OperationOutput<'cycles.read'>['units'];

interface Group {
  key: string;
  modelCode: string;
  modelVersion: string;
  modelName: string;
  digest: string;
  group: string;
  members: readonly string[];
}

const columns: readonly DataColumn<Group>[] = [
  {
    key: 'model',
    title: words.model,
    width: 14,
    text: ({ modelName }) => modelName,
    sort: true,
    fixed: true,
  },
  {
    key: 'version',
    title: words.version,
    width: 12,
    text: ({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}`,
  },
  { key: 'digest', title: words.digest, width: 6, text: ({ digest }) => shortDigest(digest) },
  { key: 'group', title: words.group, width: 8, text: ({ group }) => group, sort: true },
  {
    key: 'count',
    title: words.count,
    width: 5,
    kind: 'number',
    text: ({ members }) => formatCount(members.length),
    sort: ({ members }) => members.length,
  },
  {
    key: 'members',
    title: words.members,
    width: 22,
    text: ({ members }) => members.join('、'),
    render: ({ members }) => <span title={members.join('、')}>{members.join('、')}</span>,
  },
];

export const UnitsByGroup = ({ units }: { units: Units }) => {
  const { data } = useOperation('models.list', {});
  const groups = new Map<string, Group>();
  for (const { modelCode, modelVersion, groupCode, name } of units) {
    const group = groupCode ?? words.noGroup;
    const key = `${modelCode} ${modelVersion} ${group}`;
    const model = data?.models.find(({ code, version }) => code === modelCode && version === modelVersion);
    const known = groups.get(key);
    groups.set(key, {
      key,
      modelCode,
      modelVersion,
      modelName: model?.name ?? modelCode,
      digest: model?.digest ?? '',
      group,
      members: [...(known?.members ?? []), name],
    });
  }
  return (
    <>
      <p className="quiet">{words.hint}</p>
      <DataTable
        tableId="assessment.plan.units"
        label={words.label}
        columns={columns}
        rows={[...groups.values()]}
        rowKey={({ key }) => key}
        empty={words.none}
        onRowOpen={({ modelCode, modelVersion }) => goTo(places.model(modelCode, modelVersion))}
      />
    </>
  );
};
