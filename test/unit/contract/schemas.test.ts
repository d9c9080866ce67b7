import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APIS } from '../../../src/contract/jsapi/index';
import { ORDER_DATA } from '../../../src/contract/jsapi/request-order';
import type { Field } from '../../../src/contract/schema/fields';
import type { ApiContract } from '../../../src/contract/jsapi/contract';
import { REDEEM_CALLS } from '../../../src/contract/redeem';

function everyField(field: Field, path: string, visit: (field: Field, path: string) => void): void {
  visit(field, path);
  if (field.kind === 'array') everyField(field.of, `${path}[]`, visit);
  if (field.kind === 'object')
    for (const [name, inner] of Object.entries(field.fields ?? {}))
      everyField(inner, `${path}.${name}`, visit);
}

for (const api of [
  ...Object.values(APIS),
  ORDER_DATA,
  ...(Object.values(REDEEM_CALLS) as Pick<ApiContract, 'name' | 'ref' | 'options' | 'conditions'>[]),
]) {
  test(`every field of ${api.ref} ${api.name} says what it is, since when and under which known condition it is required`, () => {
    const used = new Set<string>();
    everyField(api.options, api.name, (field, path) => {
      assert.ok(field.doc, path);
      if (field.since !== undefined) assert.match(field.since, /^\d+(\.\d+){2,3}$/, path);
      if (typeof field.required !== 'string') return;
      used.add(field.required);
      assert.equal(
        typeof api.conditions?.[field.required],
        'function',
        `${path} is required when ${field.required}`,
      );
    });
    assert.deepEqual([...used].sort(), Object.keys(api.conditions ?? {}).sort());
  });
}
