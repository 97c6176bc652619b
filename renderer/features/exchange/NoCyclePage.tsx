import { exchangeWords as words } from '../../i18n/zh-CN/exchange.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';

/** Stands for a page that is about a cycle while there is none. */
export const NoCyclePage = ({ title }: { title: string }) => (
  <Page
    title={title}
    description={words.noCycle}
    primary={
      <ActionButton type="primary" onClick={() => goTo(places.cycles)}>
        {words.goToCycles}
      </ActionButton>
    }
  />
);
