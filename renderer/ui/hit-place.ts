import type { OperationOutput } from '#shared/contract/client.ts';
import { places } from './places.ts';

type Target = OperationOutput<'search.hits'>['rows'][number]['target'];

/** Where a hit of the search leads. */
export const placeOfHit = (target: Target): string => {
  switch (target.kind) {
    case 'body':
      return places.body(target.uscc);
    case 'official':
      return places.official(target.id);
    case 'record':
      return places.record(target.id);
    case 'ledger':
      return places.ledgerRow(target.ledger, target.id);
    case 'entry':
      return places.entryCell(target);
    case 'indicator':
      return places.model(target.model, target.version, target.code);
  }
};
