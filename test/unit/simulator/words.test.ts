import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINDINGS, wordsOf, type Code } from '../../../simulator/rules/findings';
import { problem, wordsIn } from '../../../simulator/rules/diagnose';
import { errorIn } from '../../../simulator/rules/errors-said';
import { ANSWER_FINDINGS } from '../../../simulator/rules/findings/answers';
import { CONFIG_FINDINGS } from '../../../simulator/rules/findings/config';
import { DATA_FINDINGS } from '../../../simulator/rules/findings/data';
import { FILE_FINDINGS } from '../../../simulator/rules/findings/files';
import { HABIT_FINDINGS } from '../../../simulator/rules/findings/habits';
import { MOCK_FINDINGS } from '../../../simulator/rules/findings/mocks';
import { RUN_FINDINGS } from '../../../simulator/rules/findings/running';
import { SCRIPT_FINDINGS } from '../../../simulator/rules/findings/scripts';
import { STYLE_FINDINGS } from '../../../simulator/rules/findings/styles';
import { TEMPLATE_FINDINGS } from '../../../simulator/rules/findings/templates';
import { TRADE_FINDINGS } from '../../../simulator/rules/findings/trade';
import { reasonIn } from '../../../simulator/rules/reasons';
import { answers, options, summaries } from '../../../simulator/server/commands/verb-words';
import { words } from '../../../simulator/server/words';
import { words as scenarios } from '../../../simulator/shell/scenarios/words';
import { words as start } from '../../../simulator/shell/start/words';
import { conditionWords } from '../../../simulator/server/condition-words';
import { words as conditions } from '../../../simulator/shell/conditions-words';
import { words as elements } from '../../../simulator/shell/inspect/elements-words';
import { firstLanguage, languageOf, LANGUAGES, terminalLanguage } from '../../../simulator/words/language';
import { fill, placesIn, sayIn, type Text, type Words } from '../../../simulator/words/table';

/** Tables of texts: whoever adds a room adds its table here. */
const TABLES: Readonly<Record<string, Words>> = {
  server: words,
  'verb summary': summaries,
  'verb option': options,
  'verb answer': answers,
  scenarios,
  start,
  'options of the conditions': conditionWords,
  conditions,
  elements,
};

const codes = Object.keys(FINDINGS) as Code[];
const texts: [string, Text][] = [
  ...codes.flatMap((code) => {
    const { message, fix, near } = wordsOf(code);
    const all: [string, Text][] = [
      [`${code} message`, message],
      [`${code} fix`, fix],
    ];
    return near ? [...all, [`${code} near`, near] as [string, Text]] : all;
  }),
  ...Object.entries(TABLES).flatMap(([room, table]) =>
    Object.entries(table).map(([key, text]): [string, Text] => [`${room} ${key}`, text]),
  ),
];

test('every text has the same values in every language, and says something in each', () => {
  for (const [name, text] of texts) {
    const [first = '', ...others] = LANGUAGES.map((language) =>
      JSON.stringify([...new Set(placesIn(text[language]))].sort()),
    );
    // 页面 and 组件 need no word for the kind of a unit.
    for (const other of others) if (!name.startsWith('template-')) assert.equal(other, first, name);
    for (const language of LANGUAGES) assert.ok(text[language].trim() !== '', name);
  }
});

test('Chinese texts are Chinese, but for what is only quoted', () => {
  for (const [name, { zh }] of texts)
    if (zh.replace(/%\{\w+\}/g, '').replace(/[^\p{L}]/gu, '') !== '')
      assert.match(zh, /[\u4e00-\u9fff]/, name);
});

test('a fix says what to do: never the fault once more, and never just to correct it', () => {
  for (const code of codes) {
    const { message, fix, near } = wordsOf(code);
    for (const language of LANGUAGES) {
      assert.notEqual(fix[language], message[language], code);
      assert.doesNotMatch(fix[language], /goes on|^(?:Correct|Fix|Mend|Check) /, code);
      assert.doesNotMatch(fix[language], /^请(?:在此处)?(?:检查|改正|修正|修复)(?!此处)/, code);
      assert.match(fix[language], language === 'en' ? /[.?;]$/ : /[。？；;.]$/, code);
    }
    if (near) assert.ok(near.en.includes('%{near}') && near.zh.includes('%{near}'), code);
  }
});

test('a code is in one room alone: a second one would hide the first', () => {
  const all = [CONFIG_FINDINGS, DATA_FINDINGS, FILE_FINDINGS, MOCK_FINDINGS, RUN_FINDINGS].flatMap(
    Object.keys,
  );
  const more = [
    ANSWER_FINDINGS,
    HABIT_FINDINGS,
    SCRIPT_FINDINGS,
    STYLE_FINDINGS,
    TEMPLATE_FINDINGS,
    TRADE_FINDINGS,
  ].flatMap(Object.keys);
  assert.deepEqual([...all, ...more].sort(), codes.slice().sort());
});

test('what was thrown is explained to its reader and quoted as it came', () => {
  assert.equal(
    errorIn('zh', "Cannot read properties of undefined (reading 'x')"),
    "undefined 没有属性“x”（Cannot read properties of undefined (reading 'x')）",
  );
  assert.equal(errorIn('zh', 'out of stock'), 'out of stock');
  assert.equal(errorIn('en', 'out of stock'), 'out of stock');
  assert.equal(
    errorIn('en', 'createOrder:fail 退款单不存在'),
    'createOrder:fail 退款单不存在 (no such refund)',
  );
});

test('a finding about another one says that one in the same language', () => {
  const found = problem('mock-script-rule', { number: 2, at: 'times', what: 'mock-times', todo: '' });
  assert.equal(wordsIn('zh', found).message, '第 2 条规则，times：“times”不是次数');
  assert.match(wordsIn('en', found).fix, /^Write a whole number from 1 on\. /);
});

test('the language of a tag, of the first known one, and of a terminal', () => {
  assert.deepEqual(
    ['zh', 'zh-CN', 'zh_TW.UTF-8', 'ZH', 'en_US.UTF-8', 'en', 'fr', 'english', 'C', '', undefined].map(
      languageOf,
    ),
    ['zh', 'zh', 'zh', 'zh', 'en', 'en', undefined, undefined, undefined, undefined, undefined],
  );
  assert.equal(firstLanguage(['fr', 'zh-CN', 'en']), 'zh');
  assert.equal(firstLanguage(['fr']), 'en');
  assert.equal(terminalLanguage({ LANG: 'zh_CN.UTF-8' }), 'zh');
  assert.equal(terminalLanguage({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }), 'en');
  assert.equal(terminalLanguage({ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' }), 'zh');
  assert.equal(terminalLanguage({}), 'en');
});

test('values go to their places; a place without one stays to be seen', () => {
  assert.equal(fill('%{a} and %{b}, %{a}', { a: 1, b: '%{a}' }), '1 and %{a}, 1');
  assert.equal(fill('{{ %{a} }} %{constructor}', { a: 'x' }), '{{ x }} %{constructor}');
  const table = { sum: { en: 'errors: %{n}', zh: '错误：%{n}' } } as const satisfies Words;
  assert.equal(sayIn(table, 'zh')('sum', { n: 3 }), '错误：3');
});

test('reasons of other compilers are said in Chinese where they are known, else as they came', () => {
  assert.equal(reasonIn('zh', 'unexpected character inside expression'), '表达式中有多余的字符');
  assert.equal(
    reasonIn('zh', 'expected "," or "}", found the end of the file'),
    '应为 "," "}"，却是 文件末尾',
  );
  assert.equal(reasonIn('zh', 'something new'), 'something new');
  assert.equal(reasonIn('en', 'Unclosed block'), 'Unclosed block');
});
