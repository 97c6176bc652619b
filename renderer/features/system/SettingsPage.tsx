/** 显示与输入: how the window looks and where Enter goes. */
import { Radio, Switch } from 'antd';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Page } from '../../ui/Page.tsx';

const words = systemWords.settings;

export const SettingsPage = () => {
  const { largeType, setLargeType, enterDirection, setEnterDirection } = useSession();
  const atDefault = !largeType && enterDirection === 'down';
  return (
    <Page
      title={words.title}
      description={words.description}
      primary={
        <ActionButton
          type="primary"
          disabledReason={atDefault ? words.atDefault : null}
          onClick={() => {
            setLargeType(false);
            setEnterDirection('down');
          }}
        >
          {words.reset}
        </ActionButton>
      }
    >
      <section className="panel settings">
        <div>
          <h2 id="large-type">{words.largeType}</h2>
          <p className="quiet" id="large-type-hint">
            {words.largeTypeHint}
          </p>
        </div>
        <Switch
          checked={largeType}
          onChange={setLargeType}
          checkedChildren={words.on}
          unCheckedChildren={words.off}
          aria-labelledby="large-type"
          aria-describedby="large-type-hint"
        />
        <div>
          <h2 id="enter">{words.enter}</h2>
          <p className="quiet">{words.enterHint}</p>
        </div>
        <Radio.Group
          aria-labelledby="enter"
          value={enterDirection}
          onChange={(event) => setEnterDirection(event.target.value)}
          options={[
            { value: 'down', label: words.down },
            { value: 'right', label: words.right },
          ]}
        />
      </section>
    </Page>
  );
};
