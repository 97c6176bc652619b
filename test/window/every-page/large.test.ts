/** Every page of 20,000 records of 500 units. */
import { describeEveryPage } from '../support/every-page.ts';

describeEveryPage('large');
