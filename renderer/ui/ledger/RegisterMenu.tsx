/** Leads to the form of a ledger that can hold a matter about the subject at hand; a list of them when there are many. */
import { Button, Dropdown } from 'antd';
import { type LedgerDefinition, ledgerGroups } from '#shared/ledgers/definition.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { goTo } from '../../state/place.ts';
import { type LedgerSubject, places } from '../places.ts';

const words = ledgerWords.related;

interface Props {
  ledgers: readonly LedgerDefinition[];
  about: LedgerSubject;
  /** What the list is called. */
  label?: string;
}

/** So many stand side by side. */
const sideBySide = 2;

export const RegisterMenu = ({ ledgers, about, label = words.add }: Props) => {
  const begin = (code: string) => goTo(places.newLedgerRow(code, about));
  if (ledgers.length <= sideBySide) {
    return ledgers.map(({ code, noun }) => (
      <Button key={code} size="small" onClick={() => begin(code)}>
        {words.addOf(noun)}
      </Button>
    ));
  }
  const groups = Object.entries(ledgerGroups)
    .map(([key, title]) => ({
      key,
      type: 'group' as const,
      label: title,
      children: ledgers
        .filter(({ group }) => group === key)
        .map(({ code, noun }) => ({ key: code, label: words.addOf(noun) })),
    }))
    .filter(({ children }) => children.length > 0);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      classNames={{ root: 'register-menu' }}
      menu={{
        items: groups,
        onClick: ({ key, domEvent }) => {
          // The key that chose must not press what has the cursor next.
          domEvent.preventDefault();
          begin(key);
        },
      }}
    >
      <Button size="small">{label} ▾</Button>
    </Dropdown>
  );
};
