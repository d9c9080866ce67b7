import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { merchantDocument } from '../../../src/contract/merchant/document';
import { MERCHANT_ZH, merchantZh } from '../../../src/contract/merchant/words-zh';
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
  /^(clt\.….*|sku|app id|app secret|client_credential|SHA256-RSA2048 .*|101 不想要了.*|分|分(?:；分)+|URL|poiId)$/;

type Say = (sentence: string) => string;

for (const [name, table, zh, documentIn] of [
  ['the server interfaces', OPEN_API_ZH, openApiZh, (say?: Say) => openApiDocument(OPERATIONS, '1', say)],
  ["the developer's own server", MERCHANT_ZH, merchantZh, (say?: Say) => merchantDocument('1', say)],
] as const)
  describe(`the OpenAPI file of ${name}`, () => {
    test('says in Chinese everything that it says in English, at the same places', () => {
      const english = textsOf(documentIn());
      const chinese = textsOf(documentIn(zh));
      assert.ok(english.length > 200, String(english.length));
      assert.deepEqual(
        chinese.map(([place]) => place),
        english.map(([place]) => place),
      );
      for (const [place, text] of chinese)
        for (const line of text.split('\n')) if (!ALIKE.test(line)) assert.match(line, /[一-鿿]/, place);
    });

    test('has the same numbers in a sentence of either language', () => {
      const numbers = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();
      for (const [english, chinese] of Object.entries(table))
        assert.deepEqual(numbers(chinese), numbers(english), `${english} = ${chinese}`);
    });

    test('has no line of its table left over, and refuses a sentence without its Chinese by name', () => {
      const asked = new Set<string>();
      documentIn((sentence) => {
        asked.add(sentence);
        return sentence;
      });
      assert.deepEqual(
        Object.keys(table).filter((sentence) => !asked.has(sentence)),
        [],
      );
      for (const sentence of ['nobody wrote this', 'constructor'])
        assert.throws(() => zh(sentence), new RegExp(`words-zh\\.ts: no Chinese for "${sentence}"`));
    });
  });
