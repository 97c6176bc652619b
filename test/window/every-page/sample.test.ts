/** Every page of a county in the middle of its work. */
import { describeEveryPage } from '../support/every-page.ts';

describeEveryPage('sample');
