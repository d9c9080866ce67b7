import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsIn } from '../../../simulator/rules/diagnose';
import { readDefinition } from '../../../simulator/runtime/definition';

function read(
  definition: Record<string, unknown>,
  isPage = false,
): { own: Record<string, unknown>; warned: string[] } {
  const warned: string[] = [];
  return {
    own: readDefinition(definition, isPage, (found) => warned.push(wordsIn('en', found).message)),
    warned,
  };
}

test('what has its form is read, and the object that was handed in stays as it is', () => {
  const definition = { data: () => ({}), methods: { go() {} }, behaviors: [], observers: [], any: 1 };
  const { own, warned } = read(definition);
  assert.notEqual(own, definition);
  assert.deepEqual(Object.keys(own), Object.keys(definition));
  assert.deepEqual(warned, []);
});

for (const [name, value, form] of [
  ['properties', 'x', 'an object'],
  ['properties', ['a'], 'an object'],
  ['methods', () => undefined, 'an object'],
  ['data', 1, 'an object or a function'],
  ['behaviors', { a: 1 }, 'a list'],
  ['observers', 'a', 'an object or a list'],
  ['relations', [], 'an object'],
  ['lifetimes', null, 'an object'],
  ['created', {}, 'a function'],
  ['externalClasses', 'a-class', 'a list'],
] as const)
  test(`a component's ${name} that is no ${form} is left out and told: ${JSON.stringify(value)}`, () => {
    const { own, warned } = read({ [name]: value, kept: 1 });
    assert.deepEqual(own, { kept: 1 });
    assert.deepEqual(warned, [`\`${name}\` needs to be ${form}, and is left out`]);
  });

test('an empty object in place of a list, as Taro gives it, is left out without a word', () => {
  assert.deepEqual(read({ behaviors: {}, externalClasses: {}, kept: 1 }), { own: { kept: 1 }, warned: [] });
});

test('a member that is no function is left out alone', () => {
  const go = (): void => undefined;
  const { own, warned } = read({ methods: { go, stop: 'x', later: undefined }, lifetimes: { ready: 5 } });
  assert.deepEqual(own, { methods: { go }, lifetimes: {} });
  assert.deepEqual(warned, [
    '`methods.stop` needs to be a function, and is left out',
    '`lifetimes.ready` needs to be a function, and is left out',
  ]);
});

test('a page has such names to itself, from the start of its life', () => {
  const order: string[] = [];
  const { own, warned } = read(
    { created: '2020', methods: 'x', lifetimes: { created: () => order.push('own') }, data: 3 },
    true,
  );
  assert.deepEqual(warned, ['`data` needs to be an object or a function, and is left out']);
  const page: Record<string, unknown> = {};
  (own.lifetimes as { created(this: object): void }).created.call(page);
  assert.deepEqual(page, { created: '2020', methods: 'x' });
  assert.deepEqual(order, ['own']);
  assert.equal('created' in own, false);
});

test('names of the language are names like any other, but for the one the engine needs', () => {
  const definition = JSON.parse(
    '{"__proto__": {"x": 1}, "constructor": 1, "toString": 2, "_$": 3}',
  ) as Record<string, unknown>;
  const { own, warned } = read(definition);
  assert.deepEqual(Object.keys(own), ['__proto__', 'constructor', 'toString']);
  assert.equal(Object.getPrototypeOf(own), Object.prototype);
  assert.deepEqual(warned, ['the simulator keeps `_$` for itself: the field is left out']);
});
