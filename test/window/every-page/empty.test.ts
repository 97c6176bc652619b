/** Every page of an office without rows. */
import { describeEveryPage } from '../support/every-page.ts';

describeEveryPage('empty');
