/**
 * The shape and range of every single field of a model document, and whether it has a canonical text at all: schema
 * issues and unreadable values put into findings that name the place.
 */
import type { z } from 'zod';
import { significantDigitsLimit } from '../domain/decimal-number.ts';
import type { Finding } from '../errors/finding.ts';
import { modelDocument, scoring } from './definition.ts';
import { errorFinding } from './findings.ts';
import {
  asText,
  isObject,
  type JsonObject,
  jsonFaults,
  nestingLimit,
  pathText,
  valueAt,
} from './json-view.ts';

type Path = readonly PropertyKey[];

/** The node a path leads into, if any. */
const nodeOfPath = (document: unknown, path: Path): { node?: string } => {
  if (path[0] !== 'nodes' || typeof path[1] !== 'number') return {};
  const node = valueAt(document, path.slice(0, 2));
  const code = isObject(node) ? asText(node.code) : null;
  return code === null ? {} : { node: code };
};

const methodNames = scoring.options.map((option) => option.shape.method.value).join(', ');

const shapeFinding = (document: unknown, issue: z.core.$ZodIssue): Finding[] => {
  const at = pathText(document, issue.path);
  const place = nodeOfPath(document, issue.path);
  const value = valueAt(document, issue.path);
  const missing = () => errorFinding({ code: 'model.field.missing', params: { path: at } }, place);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((field) =>
        errorFinding({ code: 'model.field.unknown', params: { path: at, field } }, place),
      );
    case 'invalid_type':
      if (value === undefined) return [missing()];
      if (issue.expected === 'int')
        return [errorFinding({ code: 'model.field.notWhole', params: { path: at } }, place)];
      return [
        errorFinding(
          { code: 'model.field.wrongType', params: { path: at, expected: issue.expected } },
          place,
        ),
      ];
    case 'too_small': {
      if (issue.origin !== 'number' && issue.origin !== 'int') {
        return [errorFinding({ code: 'model.field.empty', params: { path: at } }, place)];
      }
      const params = { path: at, limit: issue.inclusive ? '≥' : '>', bound: Number(issue.minimum) } as const;
      return [errorFinding({ code: 'model.field.outOfRange', params }, place)];
    }
    case 'too_big': {
      const params = { path: at, limit: issue.inclusive ? '≤' : '<', bound: Number(issue.maximum) } as const;
      return [errorFinding({ code: 'model.field.outOfRange', params }, place)];
    }
    case 'invalid_value':
      if (value === undefined) return [missing()];
      return [
        errorFinding(
          { code: 'model.field.notInList', params: { path: at, allowed: issue.values.join(', ') } },
          place,
        ),
      ];
    case 'invalid_union':
      if (value === undefined) return [missing()];
      return [
        errorFinding({ code: 'model.field.notInList', params: { path: at, allowed: methodNames } }, place),
      ];
    case 'custom': {
      const code = issue.params?.finding as Parameters<typeof errorFinding>[0]['code'] | undefined;
      if (code === 'model.field.tooManyDigits') {
        return [errorFinding({ code, params: { path: at, limit: significantDigitsLimit } }, place)];
      }
      if (
        code === 'model.field.badText' ||
        code === 'model.field.notSemver' ||
        code === 'model.field.empty'
      ) {
        return [errorFinding({ code, params: { path: at } }, place)];
      }
      return [errorFinding({ code: 'model.field.invalid', params: { path: at } }, place)];
    }
    default:
      return [errorFinding({ code: 'model.field.invalid', params: { path: at } }, place)];
  }
};

/** Metrics have checks of their own (`checkMetrics`); the rest of the shape is reported field by field. */
export const checkShape = (document: JsonObject): Finding[] => {
  const parsed = modelDocument.safeParse(document);
  if (parsed.success) return [];
  return parsed.error.issues
    .filter((issue) => !(issue.path[0] === 'nodes' && issue.path[2] === 'metrics' && issue.path.length > 3))
    .flatMap((issue) => shapeFinding(document, issue));
};

/** What keeps the document from having a canonical text. */
export const checkJson = (document: JsonObject): Finding[] =>
  jsonFaults(document).map((fault) => {
    const path = pathText(document, fault.path);
    if (fault.fault === 'tooDeep')
      return errorFinding({ code: 'model.document.tooDeep', params: { limit: nestingLimit } });
    if (fault.fault === 'badText') return errorFinding({ code: 'model.field.badText', params: { path } });
    if (fault.fault === 'badKey')
      return errorFinding({ code: 'model.field.unknown', params: { path, field: fault.key } });
    return errorFinding({ code: 'model.field.invalid', params: { path } });
  });
