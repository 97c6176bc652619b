/** One search over everything: subjects, officials, records, ledgers, evidence, indicators. Ctrl+K from anywhere. */
import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { SearchKind } from '#shared/contract/operations/search.ts';
import { useOperation } from '../engine/use-operation.ts';
import { formatCount } from '../i18n/format.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { goTo } from '../state/place.ts';
import { useSearching } from '../state/searching.ts';
import { placeOfHit } from '../ui/hit-place.ts';
import { MarkedText } from '../ui/MarkedText.tsx';
import { places } from '../ui/places.ts';
import { useSettled } from '../ui/use-settled.ts';

type Groups = OperationOutput<'search.everything'>['groups'];
type Hit = Groups[number]['hits'][number];

interface HitOption {
  /** Tells one option from every other. */
  value: string;
  /** What a screen reader says. */
  label: string;
  hit: Hit | null;
}

const allOf = (kind: SearchKind): string => `all:${kind}`;
const countOf = ({ total, more }: { total: number; more: boolean }): string =>
  more ? shellWords.searchMoreThan(formatCount(total)) : formatCount(total);

const optionsOf = (groups: Groups) =>
  groups.map((group) => {
    const options: HitOption[] = group.hits.map((hit) => ({
      value: `${group.kind}:${hit.key}`,
      label: [hit.title.text, hit.detail.text, hit.excerpt?.text].filter(Boolean).join(' '),
      hit,
    }));
    if (group.more || group.total > group.hits.length) {
      options.push({ value: allOf(group.kind), label: shellWords.searchAll(countOf(group)), hit: null });
    }
    return { label: shellWords.searchKinds[group.kind], options };
  });

const HitLine = ({ hit }: { hit: Hit }) => (
  <div className="search-hit">
    <div>
      <span>
        <MarkedText {...hit.title} />
      </span>
      <span className="quiet">
        <MarkedText {...hit.detail} />
      </span>
    </div>
    {hit.excerpt !== null && (
      <div className="search-excerpt quiet">
        <MarkedText {...hit.excerpt} />
      </div>
    )}
  </div>
);

export const SearchBox = () => {
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const { data, loading, outdated } = useOperation(
    'search.everything',
    { text: asked },
    { enabled: asked !== '' },
  );
  // Enter goes to the first hit: it must be one for what is typed.
  const current = asked === text.trim() && !outdated;

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus({ cursor: 'all' });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const groups = asked === '' || data === undefined || !current ? [] : data.groups;
  const choose = (value: string): void => {
    const kind = groups.find((group) => allOf(group.kind) === value)?.kind;
    const hit = groups
      .flatMap((group) => group.hits.map((one) => ({ value: `${group.kind}:${one.key}`, hit: one })))
      .find((option) => option.value === value)?.hit;
    setText('');
    if (kind !== undefined) {
      useSearching.setState({ text: asked, kind });
      goTo(places.search);
    } else if (hit !== undefined) goTo(placeOfHit(hit.target));
  };

  const nothing =
    asked === ''
      ? shellWords.searchShort
      : loading || !current
        ? null
        : data?.namesOnly === true
          ? shellWords.searchNamesOnly
          : shellWords.searchNothing;
  return (
    <AutoComplete
      className="search"
      value={text}
      options={optionsOf(groups)}
      popupMatchSelectWidth={720}
      listHeight={440}
      defaultActiveFirstOption
      notFoundContent={nothing}
      optionRender={({ data: option }) => {
        const { hit, label } = option as unknown as HitOption;
        return hit === null ? <span className="search-all">{label}</span> : <HitLine hit={hit} />;
      }}
      onChange={setText}
      onSelect={choose}
    >
      <Input
        ref={input}
        allowClear
        aria-label={shellWords.search}
        placeholder={shellWords.searchPlaceholder}
        prefix={<SearchOutlined aria-hidden />}
      />
    </AutoComplete>
  );
};
