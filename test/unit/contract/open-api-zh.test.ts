import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApiDocument, OPERATIONS } from '../../../src/contract/open-api';
import { OPEN_API_ZH, openApiZh } from '../../../src/contract/open-api/words-zh';

/** Every text of the document that people read, with its place. */
function textsOf(value: unknown, place = ''): [place: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    (name === 'summary' || name === 'description' || name === 'title') && typeof each === 'string'
      ? [[`${place}/${name}`, each] as [string, string]]
      : textsOf(each, `${place}/${name}`),
  );
}

/** Ids and names, and what the family's title or a signature's form are: alike in every language. */
const ALIKE =
  /^(clt\.….*|sku|app id|app secret|client_credential|SHA256-RSA2048 .*|101 不想要了.*|分|分(?:；分)+)$/;

test('the Chinese file says everything that the English one says, in Chinese, at the same places', () => {
  const english = textsOf(openApiDocument(OPERATIONS, '1'));
  const chinese = textsOf(openApiDocument(OPERATIONS, '1', openApiZh));
  assert.ok(english.length > 500, String(english.length));
  assert.deepEqual(
    chinese.map(([place]) => place),
    english.map(([place]) => place),
  );
  for (const [place, text] of chinese)
    for (const line of text.split('\n')) if (!ALIKE.test(line)) assert.match(line, /[一-鿿]/, place);
});

test('numbers of a sentence are the same in both languages', () => {
  const numbers = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();
  for (const [english, chinese] of Object.entries(OPEN_API_ZH))
    assert.deepEqual(numbers(chinese), numbers(english), `${english} = ${chinese}`);
});

test('no line of the table is left over, and a sentence without its Chinese is refused by name', () => {
  const asked = new Set<string>();
  openApiDocument(OPERATIONS, '1', (sentence) => {
    asked.add(sentence);
    return sentence;
  });
  assert.deepEqual(
    Object.keys(OPEN_API_ZH).filter((sentence) => !asked.has(sentence)),
    [],
  );
  assert.throws(() => openApiZh('nobody wrote this'), /no Chinese for "nobody wrote this"/);
});
