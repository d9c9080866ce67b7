/** What clients of the platform's server interfaces write in more than one way. */
import { kindOf } from '../../src/contract/check';
import type { JsonSchema } from '../../src/contract/schema/json-schema';

/** An int64 may come as its digits, as the platform's own client library sends it. */
const withNumbers = (schema: JsonSchema, value: unknown): unknown => {
  if (schema.type === 'integer')
    return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (schema.type === 'array' && Array.isArray(value))
    return value.map((item) => withNumbers(schema.items as JsonSchema, item));
  const properties = schema.properties as Record<string, JsonSchema> | undefined;
  if (!properties || kindOf(value) !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [
      name,
      Object.hasOwn(properties, name) ? withNumbers(properties[name], inner) : (inner as unknown),
    ]),
  );
};

/** Left out and null are the same: clients write both. */
const withoutNulls = (body: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));

export const asSchemaHasIt = (schema: JsonSchema, body: object): unknown =>
  withNumbers(schema, withoutNulls(body));
