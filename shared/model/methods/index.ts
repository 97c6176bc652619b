/** The registry of scoring methods: one line each (model-spec §3). */
import type { Exact } from '../../domain/exact.ts';
import type { Scoring } from '../definition.ts';
import { bandsMethod } from './bands.ts';
import { awardMethod, deductMethod } from './counted.ts';
import { formulaMethod } from './formula.ts';
import { booleanMethod, manualMethod, rubricMethod, surveyMethod } from './judged.ts';
import { linearMethod } from './linear.ts';
import type { Method } from './method.ts';
import { ratioMethod } from './ratio.ts';
import { relativeMethod } from './relative.ts';

/**
 * Compiles a checked scoring method.
 * @param points P, the nominal points of the leaf.
 */
export const compileMethod = (scoring: Scoring, points: Exact): Method => {
  switch (scoring.method) {
    case 'ratio':
      return ratioMethod(scoring);
    case 'linear':
      return linearMethod(scoring);
    case 'bands':
      return bandsMethod(scoring);
    case 'deduct':
      return deductMethod(scoring, points);
    case 'award':
      return awardMethod(scoring, points);
    case 'boolean':
      return booleanMethod(scoring);
    case 'rubric':
      return rubricMethod(scoring);
    case 'survey':
      return surveyMethod(scoring);
    case 'manual':
      return manualMethod(scoring, points);
    case 'relative':
      return relativeMethod(scoring);
    case 'formula':
      return formulaMethod(scoring, points);
  }
};
