import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { isFault, readJsonBody, type AnswerBody } from '../../../simulator/rules/answer-body';
import { problem, wordsIn, type Problem } from '../../../simulator/rules/diagnose';

const NAME = 'GET https://api.example.com/goods';
const JSON_TYPE = 'application/json; charset=utf-8';

/** „双人火锅“ in GBK. */
const HOTPOT_GBK = [0xcb, 0xab, 0xc8, 0xcb, 0xbb, 0xf0, 0xb9, 0xf8];

const bytesOf = (body: string | number[] | Uint8Array): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body);

const found = (
  body: string | number[] | Uint8Array,
  { type = JSON_TYPE, status = 200 }: Partial<AnswerBody> = {},
): Problem | undefined => readJsonBody({ name: NAME, status, type, bytes: bytesOf(body) }).trouble;

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

type Body = string | number[] | Uint8Array;

/** What came, its code, and what is said of it in both languages. */
const CASES: readonly (readonly [
  what: string,
  body: Body,
  code: string,
  en: RegExp,
  zh: RegExp,
  type?: string,
])[] = [
  [
    'GBK',
    [...ascii('{"title":"'), ...HOTPOT_GBK, ...ascii('"}')],
    'answer-charset',
    /look like GBK: \{"title":"双人火锅"\}/,
    /看起来是 GBK/,
  ],
  [
    'GBK, as the header says',
    [...ascii('{"t":"'), ...HOTPOT_GBK, ...ascii('"}')],
    'answer-charset',
    /look like GBK/,
    /GBK/,
    'application/json;charset=GBK',
  ],
  [
    'Windows-1252, as the header says',
    [...ascii('{"t":"caf'), 0xe9, ...ascii('"}')],
    'answer-charset',
    /WINDOWS-1252: \{"t":"café"\}/,
    /WINDOWS-1252/,
    'text/json; charset=windows-1252',
  ],
  ['UTF-16', [0xff, 0xfe, 0x7b, 0, 0x7d, 0], 'answer-charset', /UTF-16: \{\}/, /UTF-16/],
  ['NaN', '{\n  "price": NaN\n}', 'answer-value', /NaN at 2:12/, /2:12 处有 NaN/],
  ['minus Infinity', '[-Infinity]', 'answer-value', /-Infinity at 1:2/, /-Infinity/],
  ['undefined', '{"a":undefined}', 'answer-value', /undefined at 1:6/, /undefined/],
  ['None of Python, keys in double quotes', '{"a": None}', 'answer-value', /None at 1:7/, /None/],
  ['nothing but undefined', 'undefined', 'answer-value', /undefined at 1:1/, /undefined/],
  ['a Python object', "{'a': 1}", 'answer-quotes', /single quotes at 1:2/, /单引号/],
  [
    'cut in an object',
    '{"list":[{"id":"1"},{"id":"2"',
    'answer-cut',
    /after 29 bytes in the middle of an object: ….*"2"/,
    /第 29 字节处中断，断在对象中间/,
  ],
  ['cut in a list', '[1, 2,', 'answer-cut', /after 6 bytes in the middle of a list/, /断在数组中间/],
  [
    'cut in a text',
    '{"title":"双人',
    'answer-cut',
    /after 16 bytes in the middle of a text/,
    /断在字符串中间/,
  ],
  ['cut behind a backslash', '{"a":"b\\', 'answer-cut', /in the middle of a text/, /断在字符串中间/],
  ['cut in a word', '{"open":tru', 'answer-cut', /in the middle of a value/, /断在一个值中间/],
  ['cut behind a colon', '{"open":', 'answer-cut', /in the middle of an object/, /断在对象中间/],
  [
    'cut within a character',
    bytesOf('{"title":"双人').slice(0, -1),
    'answer-cut',
    /after 15 bytes within a character/,
    /断在一个字符中间/,
  ],
  [
    'a page',
    '<!doctype html><title>502 Bad Gateway</title>',
    'answer-page',
    /HTML, not JSON \(HTTP 200\): it begins with <!doctype html>/,
    /是 HTML，不是 JSON/,
  ],
  ['a warning of PHP', '<br />\n<b>Warning</b>: foo', 'answer-page', /HTML/, /HTML/],
  ['XML', '<?xml version="1.0"?><Error/>', 'answer-page', /with XML/, /XML/],
  ['nothing', '', 'answer-empty', /an empty body \(HTTP 200\)/, /空内容/],
  ['a line', '\r\n', 'answer-empty', /an empty body/, /空内容/],
  ['a byte order mark', '\ufeff{"a":1}', 'answer-bom', /EF BB BF/, /BOM/],
  ['JSONP', 'cb_1({"a":1});', 'answer-jsonp', /a call of cb_1/, /cb_1/],
  ['JSONP with a comment', '/**/ jQuery.x([1])', 'answer-jsonp', /a call of jQuery\.x/, /jQuery\.x/],
  ['gzip without a word', gzipSync('{"a":1}'), 'answer-packed', /compressed \(gzip\)/, /压缩过的（gzip）/],
  [
    'deflate without a word',
    deflateSync('{"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa","b":"双"}'),
    'answer-packed',
    /deflate/,
    /deflate/,
  ],
  ['two answers', '{"a":1}{"a":1}', 'answer-behind', /behind the JSON, at 1:8: \{"a":1\}/, /1:8/],
  ['a print behind it', '{"a":1}\ndone', 'answer-behind', /at 2:1: done/, /done/],
  ['a print before it', 'connected\n{"a":1}', 'answer-before', /before the JSON: connected/, /connected/],
  ['a comma too much', '{"a":1,}', 'answer-syntax', /stops being JSON at 1:8/, /1:8/],
  ['a comment', '{ // why\n"a":1}', 'answer-syntax', /at 1:3/, /1:3/],
  ['a text', 'success', 'answer-text', /plain text, not JSON: success/, /普通文本/],
  [
    'JSON as a page',
    '{"a":1}',
    'answer-type',
    /Content-Type says text\/html/,
    /text\/html/,
    'text/html; charset=utf-8',
  ],
];

describe('the body of an answer', () => {
  for (const [what, body, code, en, zh, type = JSON_TYPE] of CASES)
    test(`${what}: ${code}`, () => {
      const trouble = found(body, { type });
      assert.equal(trouble?.code, code);
      for (const [language, said] of [
        ['en', en],
        ['zh', zh],
      ] as const) {
        const { message, fix } = wordsIn(language, trouble);
        assert.match(message, said);
        assert.ok(message.includes(NAME), message);
        assert.doesNotMatch(message + fix, /%\{/);
      }
    });

  test('whole JSON, of any kind and type that JSON may have, is no trouble', () => {
    for (const body of ['{}', 'null', '0', '""', ' [1]\n', '{"a":"NaN","b":"<p>"}'])
      for (const type of ['', JSON_TYPE, 'application/problem+json', 'text/plain', 'text/javascript'])
        assert.equal(found(body, { type }), undefined, `${body} as ${type}`);
    assert.equal(found('', { status: 204 }), undefined);
    assert.equal(found(`x${'['.repeat(200_000)}`)?.code, 'answer-text');
    assert.equal(found('['.repeat(200_000))?.code, 'answer-syntax');
  });

  test('a text, and nothing at all, are faults only where JSON was to come for certain', () => {
    const faulty = (
      code: 'answer-text' | 'answer-page' | 'answer-charset' | 'answer-type',
      asJson: boolean,
      isSure: boolean,
    ) =>
      isFault(problem(code, { name: '', shown: '', kind: '', status: 0, charset: '', type: '' }), {
        asJson,
        isSure,
      });
    assert.deepEqual([faulty('answer-text', true, false), faulty('answer-text', true, true)], [false, true]);
    assert.deepEqual([faulty('answer-page', true, false), faulty('answer-page', false, true)], [true, false]);
    assert.deepEqual(
      [faulty('answer-charset', false, false), faulty('answer-type', true, true)],
      [true, false],
    );
  });
});
