/** 快捷键: what F1 opens; one sheet when printed. */
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Page } from '../../ui/Page.tsx';

const words = systemWords.keyboard;

export const KeyboardPage = () => (
  <Page
    title={words.title}
    description={words.description}
    primary={
      <ActionButton type="primary" onClick={() => window.print()}>
        {words.print}
      </ActionButton>
    }
  >
    <div className="key-map">
      {words.sections.map(({ title, keys }) => (
        <section key={title} className="panel">
          <table className="plain-table">
            <caption>
              <h2>{title}</h2>
            </caption>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{words.key}</th>
                <th scope="col">{words.does}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map(([key, does]) => (
                <tr key={key}>
                  <th scope="row" className="nowrap">
                    {key.split('　').map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  </Page>
);
