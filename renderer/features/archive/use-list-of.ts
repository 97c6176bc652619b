/** Leads from a body to the lists of what belongs to it: sets their filters, then goes there. */
import { useFilter } from '../../state/filters.ts';
import { goTo } from '../../state/place.ts';
import { places } from '../../ui/places.ts';
import { noOfficialFilter } from './officials/official-filter.ts';
import { noFilter } from './records/record-filter.ts';

export const useListOf = (uscc: string) => {
  const [, filterRecords] = useFilter('records', noFilter);
  const [, filterOfficials] = useFilter('officials', noOfficialFilter);
  const [, filterBodies] = useFilter<object>('bodies', {});
  return {
    records: () => {
      filterRecords({ ...noFilter, bodyUscc: uscc });
      goTo(places.records);
    },
    officials: () => {
      filterOfficials({ ...noOfficialFilter, bodyUscc: uscc });
      goTo(places.officials);
    },
    subordinates: () => {
      filterBodies({ text: '', bodyType: null, parentUscc: uscc });
      goTo(places.bodies);
    },
  };
};
