/** Inputs that an operation's schema allows, made from the schema itself, so that a new operation is tried too. */
import fc from 'fast-check';
import { z } from 'zod';
import type { Operation } from '#shared/contract/operation.ts';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Values by field name that mean something in the database at hand. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

interface Known {
  values: KnownValues;
  meant: number;
}

const fromSchema = (schema: Schema, field: string, known: Known): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return fc.oneof(...variants.map((part) => fromSchema(part, field, known)));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => fromSchema({ ...schema, type }, field, known)));
  }
  switch (schema.type) {
    case 'string': {
      const any = schema.pattern
        ? fc.stringMatching(new RegExp(schema.pattern))
        : fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 200) });
      const meant = known.values[field];
      return meant
        ? fc.oneof(
            { arbitrary: fc.constantFrom(...meant), weight: known.meant },
            { arbitrary: any, weight: 10 - known.meant },
          )
        : any;
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 });
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, field, known), { maxLength: 5 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      const required = new Set(schema.required);
      return fc.record(
        Object.fromEntries(fields.map(([name, part]) => [name, fromSchema(part, name, known)])),
        { requiredKeys: fields.map(([name]) => name).filter((name) => required.has(name)) },
      );
    }
    default:
      return fc.anything();
  }
};

/**
 * Inputs of an operation, most of their strings from what is there.
 * @param meant of ten strings for which something meaningful is known, how many are that
 */
export const inputOf = (operation: Operation, values: KnownValues, meant = 8): fc.Arbitrary<unknown> =>
  fromSchema(z.toJSONSchema(operation.input, { io: 'input' }) as Schema, '', { values, meant });
