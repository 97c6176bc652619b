/** One search over everything: subjects, officials, records, indicators. Ctrl+K from anywhere. */
import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../engine/use-operation.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { goTo } from '../state/place.ts';
import { places } from '../ui/places.ts';
import { useSettled } from '../ui/use-settled.ts';

type Found = OperationOutput<'search.everything'>;
type Kind = keyof typeof shellWords.searchKinds;

interface Hit {
  /** Where it leads; also what tells one hit from another. */
  place: string;
  title: string;
  detail: string;
}

const hitsOf = (found: Found): Record<Kind, Hit[]> => ({
  body: found.bodies.map(({ uscc, name }) => ({ place: places.body(uscc), title: name, detail: uscc })),
  official: found.officials.map(({ id, name, post, bodyName }) => ({
    place: places.official(id),
    title: name,
    detail: [bodyName, post].filter(Boolean).join(' '),
  })),
  record: found.records.map(({ id, title, documentNo, bodyName, decisionDate }) => ({
    place: places.record(id),
    title: title || documentNo,
    detail: [documentNo, decisionDate, bodyName].join(' '),
  })),
  indicator: found.indicators.map(({ model, version, code, name, modelName }) => ({
    place: places.model(model, version, code),
    title: `${code} ${name}`,
    detail: modelName,
  })),
});

const optionsOf = (hits: Record<Kind, Hit[]>) =>
  (Object.keys(shellWords.searchKinds) as Kind[])
    .filter((kind) => hits[kind].length > 0)
    .map((kind) => ({
      label: shellWords.searchKinds[kind],
      // The label is what a screen reader says.
      options: hits[kind].map(({ place, title, detail }) => ({
        value: place,
        label: `${title} ${detail}`,
        title,
        detail,
      })),
    }));

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

  const options = asked === '' || data === undefined || !current ? [] : optionsOf(hitsOf(data));
  return (
    <AutoComplete
      className="search"
      value={text}
      options={options}
      popupMatchSelectWidth={680}
      listHeight={420}
      defaultActiveFirstOption
      notFoundContent={
        asked === '' ? shellWords.searchShort : loading || !current ? null : shellWords.searchNothing
      }
      optionRender={({ data: hit }) => (
        <span className="search-hit">
          <span>{(hit as unknown as Hit).title}</span>
          <span className="quiet">{(hit as unknown as Hit).detail}</span>
        </span>
      )}
      onChange={setText}
      onSelect={(place: string) => {
        setText('');
        goTo(place);
      }}
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
