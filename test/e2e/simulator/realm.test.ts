import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import type { RuntimeProblem } from '../../../simulator/protocol';
import { problemsOf } from './frame';
import { newPhone, openFrame, serve } from './harness';

let browser: Browser;
let phone: BrowserContext;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
});
after(() => browser.close());

interface Seen {
  text: string;
  problems: RuntimeProblem[];
}

/** What a page shows whose script is this, and what was told of it. */
async function run(script: string, files: Record<string, string> = {}): Promise<Seen> {
  const running = await serve({
    'app.json': '{"pages":["pages/a/a"]}',
    'app.js': 'App({})',
    'pages/a/a.json': '{}',
    'pages/a/a.js': script,
    'pages/a/a.ttml': '<view id="out">{{out}}</view>',
    ...files,
  });
  try {
    const page: Page = await openFrame(phone, running);
    // A problem's place is known a moment after the problem.
    await page.waitForFunction(() =>
      (globalThis as unknown as { __tradeSim: { problems: RuntimeProblem[] } }).__tradeSim.problems.every(
        ({ stack, line }) => stack === undefined || line !== undefined,
      ),
    );
    const seen = { text: await page.locator('#out').innerText(), problems: await problemsOf(page) };
    await page.close();
    return seen;
  } finally {
    await running.close();
  }
}

const told = ({ problems }: Seen): string[] =>
  problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('names of a browser', () => {
  test('are not there for typeof, and that is no problem', async () => {
    const names = [
      'window',
      'document',
      'localStorage',
      'fetch',
      'XMLHttpRequest',
      'navigator',
      'eval',
      'self',
    ];
    const seen = await run(
      `Page({ data: { out: [${names.map((name) => `typeof ${name}`).join()}, typeof global, typeof Function, 'fetch' in global].join() } })`,
    );
    assert.equal(seen.text, `${names.map(() => 'undefined').join()},object,function,false`);
    assert.deepEqual(seen.problems, []);
  });

  test('are told where they are read, once for each place, though the program catches it', async () => {
    const seen =
      await run(`const attempt = (read) => { try { return read(); } catch (error) { return error.name; } };
const twice = () =>
  document.title;
const results = [attempt(twice), attempt(() => twice())];
results.push(attempt(() => {
  return localStorage.getItem('a');
}));
results.push(attempt(() => {
  return { location }.location;
}));
Page({ data: { out: results.join() } });`);
    assert.equal(seen.text, 'ReferenceError,ReferenceError,ReferenceError,ReferenceError');
    assert.deepEqual(told(seen), [
      'pages/a/a.js:3 document belongs to a browser, and a mini-program has none',
      'pages/a/a.js:6 localStorage belongs to a browser, and a mini-program has none',
      'pages/a/a.js:9 location belongs to a browser, and a mini-program has none',
    ]);
    assert.match(seen.problems[1]!.fix!, /tt\.setStorageSync/);
  });

  test('that nobody catches are one problem, and the page is there', async () => {
    const seen = await run('alert(1);\nPage({})');
    assert.deepEqual(told(seen), ['pages/a/a.js:1 alert belongs to a browser, and a mini-program has none']);
  });

  test('are free for a program to declare, to pass and to make', async () => {
    const seen = await run(
      `const location = { href: 'own' };
       const go = (document, { history }) => [document, history].join();
       global.document = { title: 'made' };
       navigator = { userAgent: 'made, too' };
       class fetch {}
       Page({ data: { out: [location.href, go(1, { history: 2 }), document.title, typeof document, navigator.userAgent, fetch.name].join('|') } })`,
    );
    assert.equal(seen.text, 'own|1,2|made|object|made, too|fetch');
    assert.deepEqual(seen.problems, []);
  });

  test('are there with the switch, and then code from text as well', async () => {
    const config = { tradeSim: { webGlobals: true } };
    const seen = await run(
      `Page({ data: { out: [typeof window, typeof document.title, new Function('return 7')()].join() } })`,
      { 'project.config.json': JSON.stringify(config) },
    );
    assert.equal(seen.text, 'object,string,7');
    assert.deepEqual(seen.problems, []);
  });

  test("are absent in a template script, with the logic's own", async () => {
    const seen = await run('Page({ data: { out: 1 } })', {
      'pages/a/a.ttml':
        '<sjs module="m" src="./m.sjs"/><view id="out">{{m.kinds()}}</view><view>{{m.read()}}</view>',
      'pages/a/m.sjs': `module.exports = {
  kinds: function () { return [typeof window, typeof tt, typeof document, typeof getApp, typeof globalThis, typeof JSON].join() },
  read: function () {
    return tt.getStorageSync('a');
  },
};`,
    });
    assert.equal(seen.text, 'undefined,undefined,undefined,undefined,undefined,object');
    assert.ok(
      told(seen).includes('pages/a/m.sjs:4 a device has no such thing: tt is not defined'),
      told(seen).join('\n'),
    );
  });
});

describe('global', () => {
  test("is the mini-program's own object: what bundles ask of it", async () => {
    const seen = await run(
      `(global["webpackJsonp"] = global["webpackJsonp"] || []).push([1]);
       globalThis.made = 1; other = 2;
       const lodash = global && global.Object === Object && global;
       const webpack = (function () { if (typeof globalThis === 'object') return globalThis; return new Function('return this')(); })();
       const keys = Object.keys(global);
       delete global.other;
       Page({ data: { out: [webpackJsonp.length, made, global.made, lodash === global, webpack === global, global.tt === tt, global.global === global,
         keys.includes('made'), keys.includes('tt'), keys.includes('document'), typeof other, 'window' in global, global.document, JSON.stringify(Object.getOwnPropertyDescriptor(global, 'made'))].join('|') } })`,
    );
    assert.equal(
      seen.text,
      '1|1|1|true|true|true|true|true|true|false|undefined|false||{"value":1,"writable":true,"enumerable":true,"configurable":true}',
    );
    assert.deepEqual(seen.problems, []);
  });
});

describe('this of a function that is called with nothing before the dot', () => {
  test('is the mini-program global, where the window is not in reach', async () => {
    const seen = await run(
      `function bare() { return this; }
       const kept = { method() { return this; }, nested: function () { return (() => this)(); } };
       const { method, nested } = kept;
       let timed;
       const later = function () { timed = this; };
       [1].forEach(later);
       function Kind() { this.made = 1; }
       const own = { Kind, make() { return new this.Kind().made; } };
       class Strict { static bare() { return this; } }
       const { bare: strict } = Strict;
       const outside = [bare(), method(), nested(), timed, bare.call(null), bare.apply(undefined)];
       (function () { this.setHere = 2; })();
       Page({ data: { out: [outside.every((one) => one === global), typeof bare().document, bare().tt === tt, setHere, global.setHere,
         kept.method() === kept, kept.nested() === kept, own.make(), bare.call(own) === own, typeof strict(),
         (function () { 'use strict'; return typeof this; })()].join('|') } })`,
    );
    assert.equal(seen.text, 'true|undefined|true|2|2|true|true|1|true|undefined|undefined');
    assert.deepEqual(seen.problems, []);
  });

  test('serves the heads of libraries that look for a global object', async () => {
    const seen = await run(
      `const umd = require('./umd'); require('./older');
       Page({ data: { out: [umd.name, typeof Older, Older.name, found === global].join('|') } })`,
      {
        'pages/a/umd.js': `(function (root, factory) {
  if (typeof define === 'function' && define.amd) define([], factory);
  else if (typeof exports === 'object') module.exports = factory();
  else root.Umd = factory();
})(this, function () { return { name: 'umd' }; });`,
        'pages/a/older.js': `(function () {
  var root = this;
  root.Older = { name: 'older' };
  root.found = (function () { return this || (0, Function)('return this')(); })();
}).call();`,
      },
    );
    assert.equal(seen.text, 'umd|object|older|true');
    assert.deepEqual(seen.problems, []);
  });

  test('is nothing in a template script, and a place behind it is told as it is written', async () => {
    const seen = await run(
      `Page({ data: { out: 1 }, onLoad() { (function () { return [this, this, document.title]; })(); } });`,
      {
        'pages/a/a.ttml': '<sjs module="m" src="./m.sjs"/><view id="out">{{m.bare()}}</view>',
        'pages/a/m.sjs':
          'module.exports = { bare: function () { return (function () { return typeof this; })(); } };',
      },
    );
    assert.equal(seen.text, 'undefined');
    const [problem] = seen.problems;
    assert.deepEqual([problem?.file, problem?.line, problem?.column], ['pages/a/a.js', 1, 72]);
  });
});

describe('code from text', () => {
  test('does not run, and is told at its place though the program catches it', async () => {
    const seen = await run(`let out = 'none';
try {
  out = Function('return global')();
} catch (error) { out = error.name; }
setTimeout('global.leaked = 1');
Page({ data: { out } });`);
    assert.equal(seen.text, 'EvalError');
    assert.deepEqual(
      seen.problems.map(({ file, line, level }) => [file, line, level]),
      [
        // The build has seen it: what the policy refuses is no second problem.
        ['pages/a/a.js', 3, 'warning'],
        ['pages/a/a.js', 5, 'error'],
      ],
    );
  });

  test('that the build cannot see is told as the policy refuses it, once for each line', async () => {
    const seen = await run(`let out = 'none';
const make = (() => 1).constructor;
for (const text of ['return 1', 'return 2'])
  try { out = make(text)(); } catch (error) { out = error.name; }
const later = 'global.leaked = 1';
setTimeout(later);
Page({ data: { out } });`);
    assert.equal(seen.text, 'EvalError');
    assert.deepEqual(
      seen.problems.map(({ file, line, level, code }) => [file, line, level, code]),
      [
        ['pages/a/a.js', 4, 'warning', 'code-from-text'],
        ['pages/a/a.js', 6, 'warning', 'code-from-text'],
      ],
    );
  });

  test("finds the global object by Function('return this'), as old libraries do, and is told", async () => {
    const seen = await run(`const one = Function('return this')();
const two = new Function("return this;")();
Page({ data: { out: [one === global, two === globalThis].join() } });`);
    assert.equal(seen.text, 'true,true');
    assert.deepEqual(
      seen.problems.map(({ file, line, level }) => [file, line, level]),
      [
        ['pages/a/a.js', 1, 'warning'],
        ['pages/a/a.js', 2, 'warning'],
      ],
    );
  });
});
