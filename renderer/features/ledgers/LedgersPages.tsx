/** 台账: the directory, and list, form and page of every ledger, all by their definitions. */
import { Route, Switch } from 'wouter';
import '../../ui/dossier.css';
import '../../ui/filters/filters.css';
import './ledgers.css';
import type { ReactNode } from 'react';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { LedgerFormPage } from './form/LedgerFormPage.tsx';
import { IndexPage } from './IndexPage.tsx';
import { LedgerPage } from './list/LedgerPage.tsx';
import { RowPage } from './row/RowPage.tsx';

export const LedgersPages = () => (
  <Switch>
    <Route path="/ledgers/:code/new">
      {({ code }) => (
        <Known code={code}>
          {(definition) => <LedgerFormPage key={code} definition={definition} id={null} />}
        </Known>
      )}
    </Route>
    <Route path="/ledgers/:code/:id/edit">
      {({ code, id }) => (
        <Known code={code}>
          {(definition) => <LedgerFormPage key={id} definition={definition} id={id} />}
        </Known>
      )}
    </Route>
    <Route path="/ledgers/:code/:id">
      {({ code, id }) => (
        <Known code={code}>{(definition) => <RowPage key={id} definition={definition} id={id} />}</Known>
      )}
    </Route>
    <Route path="/ledgers/:code">
      {({ code }) => (
        <Known code={code}>{(definition) => <LedgerPage key={code} definition={definition} />}</Known>
      )}
    </Route>
    <Route>
      <IndexPage />
    </Route>
  </Switch>
);

/** A ledger by its code, or word that this version has none of that name. */
const Known = ({
  code,
  children,
}: {
  code: string;
  children: (definition: LedgerDefinition) => ReactNode;
}) => {
  const definition = ledgerNamed(code);
  if (definition !== null) return children(definition);
  return (
    <Page title={ledgerWords.index.unknown} description={ledgerWords.index.unknownText}>
      <p>
        <PlaceLink to={places.ledgers}>{ledgerWords.index.title}</PlaceLink>
      </p>
    </Page>
  );
};
