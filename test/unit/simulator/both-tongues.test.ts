/** What people read is in both languages: no sentence of the tools is English for a reader of Chinese. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { englishOnly } from '../../../scripts/lib/english-only';
import { checkMerchant, createSandbox } from '../../../sandbox';
import { CHECKS } from '../../../sandbox/check/checks';
import { errorIn } from '../../../simulator/rules/errors-said';
import { helpOf, usageOf } from '../../../simulator/server/arguments';
import { loadCommands } from '../../../simulator/server/commands';
import { merchantIn } from '../../../simulator/server/commands/merchant-words';
import { pageLine, summary, type PageReport } from '../../../simulator/server/crawl/report';
import { lineOf } from '../../../simulator/server/event-line';
import { eventIn } from '../../../simulator/words/event-words';
import { toolsIn } from '../../../simulator/auto/tools';
import { running } from './verb-kit';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const HAN = /[\u3400-\u9fff]/;

/** Files whose sentences go to a program, or are said in both languages somewhere else. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'simulator/auto/': 'answers of the automation protocol, for tests',
  'simulator/frame/automation/': 'answers of the automation protocol, for tests',
  'simulator/host/': 'an errMsg is one for everybody; rules/errors-said explains it',
  'simulator/tags/': 'the detail of an error event is one for everybody',
  'simulator/runtime/': 'what is thrown is one for everybody; rules/errors-said explains it',
  'simulator/frame/globals.ts': 'what is thrown',
  'simulator/frame/realm.ts': 'what is thrown',
  'simulator/server/network/': 'an errMsg of tt.request; rules/errors-said explains it',
  'simulator/words/event-words.ts': 'the English of texts that are Chinese for everybody',
  'simulator/server/commands/buy.ts': 'the name of an operand',
  'simulator/server/guard.ts': 'answers to strangers over HTTP',
  'simulator/server/reported-problems.ts': 'answers to strangers over HTTP',
  'simulator/server/contract/': 'a document, which has a Chinese one',
  'simulator/server/commands/merchant-words.ts': 'the English sentences are the keys of the table',
  'simulator/server/commands/wire-words.ts': 'the English sentences are the keys of the table',
  'simulator/compiler/': 'a reason; rules/reasons has it in Chinese',
  'simulator/rules/answer-body.ts': 'a reason; rules/reasons has it in Chinese',
  'simulator/rules/reasons.ts': 'patterns of the English reasons',
  'simulator/words/refusal-words.ts': 'patterns of the English refusals',
  'simulator/rules/names.ts': 'lists of names',
  'simulator/rules/attribute-values.ts': 'lists of names',
  'simulator/rules/not-shown.ts': 'lists of names',
  'simulator/rules/units.ts': 'lists of names',
  'simulator/rules/markup.ts': 'lists of names',
  'simulator/web-names.ts': 'lists of names',
  'simulator/media-files.ts': 'lists of names',
  'simulator/server/docs-site.ts': 'markup',
  'simulator/init/pages.ts': 'code that is written into a project',
  'simulator/init/edit-script.ts': 'code that is written into a project',
  'simulator/create/cli.ts': 'a command line',
  'simulator/server/browser-bundle.ts': 'the simulator’s own code does not build',
  'simulator/server/check/types.ts': 'the compiler’s process ended',
  'simulator/server/crawl/': 'code for the page, and the words of scripts',
};

test('no sentence of the sources is English alone, but where it is said why', () => {
  const files = readdirSync(path.join(REPOSITORY, 'simulator'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(REPOSITORY, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.includes('node_modules'));
  assert.ok(files.length > 300);
  const found = files
    .filter((file) => !Object.keys(ELSEWHERE).some((place) => file.startsWith(place)))
    .flatMap((file) => englishOnly(REPOSITORY, file))
    .filter((line) => !HAN.test(line));
  assert.deepEqual(found, []);
});

test('every event of a purchase, a refund, a redemption and of failures is told in both languages', async (t) => {
  const { sandbox, run } = await running(t);
  const lines = { zh: [] as string[], en: [] as string[] };
  sandbox.events.listen((event) => {
    lines.zh.push(lineOf(event, 'zh'));
    lines.en.push(lineOf(event, 'en'));
    if (event.kind !== 'api') assert.match(eventIn('zh', event.text), HAN, event.text);
  });
  const bought = JSON.parse((await run('buy', '--json')).out) as { order: { orderId: string } };
  const again = JSON.parse((await run('buy', '--json')).out) as { order: { orderId: string } };
  await run('redeem', bought.order.orderId);
  await run('refund', again.order.orderId, '--audit', 'agree');
  await run('buy', '--outcome', 'failed');
  await run('clock', '--advance', '2d');
  await run('scenario', 'callback.lost');
  await run('buy');
  await run('scenario', '--none');
  sandbox.setLoggedIn(false);
  sandbox.reset();
  await sandbox.idle();
  assert.ok(lines.zh.length > 25, String(lines.zh.length));
  for (const line of lines.zh) assert.match(line, HAN);
  // What the platform itself says is Chinese for everybody, and is explained.
  for (const line of lines.en)
    if (HAN.test(line)) assert.match(line, / \([a-z][^()]*\)$|redeem|核销|success/, line);
});

/** A server that answers every question in one way. */
async function answering(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  }).listen(0, '127.0.0.1');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('check-merchant says every check, what is wrong, and what to do, in both languages', async (t) => {
  for (const { name } of CHECKS) assert.match(merchantIn('zh', name), HAN, name);
  const sandbox = createSandbox({ store: ':memory:' });
  t.after(() => sandbox.close());
  const json = { 'content-type': 'application/json' };
  const servers: RequestListener[] = [
    (_request, response) => response.writeHead(404).end('no such page'),
    (_request, response) => response.writeHead(200, json).end('{}'),
    (_request, response) => response.writeHead(200).end('<html>log in</html>'),
    (_request, response) =>
      response
        .writeHead(200, json)
        .end('{"err_no":0,"err_tips":"success","data":{"out_order_no":"1","out_refund_no":"2"}}'),
    (_request, response) =>
      response
        .writeHead(200, json)
        .end('{"goodsId":"1","price":1.5,"totalDiscountAmount":"1.5","lines":[],"saleStart":1700000000}'),
    (_request, response) => response.writeHead(200, json).end('{"data":{"goodsId":"1"}}'),
    (request) => void request.socket.destroy(),
  ];
  const { privateKey } = sandbox.keys.platform;
  let count = 0;

  for (const answer of servers) {
    const baseUrl = await answering(t, answer);
    for (const goodsType of [1, 2])
      for await (const { problem, fix } of checkMerchant({
        baseUrl,
        callbackUrl: `${baseUrl}/callback`,
        platformKey: privateKey,
        goods: { goodsId: '7301245789012345678', goodsType, price: 19800 },
        requestOrder: true,
      })) {
        if (problem === undefined) continue;
        count += 1;
        assert.match(merchantIn('zh', problem), HAN, problem);
        assert.match(merchantIn('zh', fix ?? ''), HAN, fix);
        assert.doesNotMatch(
          merchantIn('zh', problem),
          /should be|but got|, not |send |it is called/,
          problem,
        );
        assert.equal(merchantIn('en', problem), problem);
      }
  }
  assert.ok(count > 150, String(count));
});

test('what a command is for and takes is said in the language that is asked for, and in no other', async () => {
  for (const command of await loadCommands()) {
    const [zh, en] = [helpOf(command, 'zh'), helpOf(command, 'en')];
    for (const line of zh.split('\n').slice(1)) assert.match(line, HAN, `${command.name}: ${line}`);
    // The platform's own word for it.
    assert.doesNotMatch(en.replaceAll('融合', ''), HAN, command.name);
    assert.ok(zh.includes(usageOf(command)));
  }
});

test('crawl tells of each page, and of all, in both languages', () => {
  const page: PageReport = {
    page: 'a/a',
    content: true,
    opened: true,
    errors: [],
    consequences: [],
    missedOptions: [],
    elsewhere: [],
    warnings: [],
    missing: ['x'],
    servers: [],
    time: 7,
  };
  assert.equal(pageLine(page, 'zh'), '正常    a/a  有内容；模拟器未实现：x；7 ms');
  const late: PageReport = { ...page, opened: false, content: false, missing: [], servers: ['b.example'] };
  assert.equal(pageLine(late, 'zh'), '错误    a/a  没有按时打开；请求了 b.example；7 ms');
  assert.equal(pageLine(late, 'en'), 'ERROR   a/a  did not come up in time; asks b.example; 7 ms');
  const asking: PageReport = { ...page, missing: [], openedWith: 'id=1', wentTo: 'b/b' };
  assert.equal(pageLine(asking, 'zh'), '正常    a/a  有内容；跳转到了 b/b；打开时带 ?id=1；7 ms');
  const lacking: PageReport = { ...page, missing: [], content: false, missedOptions: ['id'] };
  assert.equal(
    pageLine(lacking, 'zh'),
    '空白    a/a  什么也没有显示；打开时缺少参数：id（可用 --query 给出）；7 ms',
  );
  assert.equal(
    summary({ program: [], consequences: [], pages: [page, late] }, 'zh'),
    '页面：2；正常：1，有错误：1，空白：0，缺少服务端：0，缺少参数：0',
  );
});

test('an errMsg of the simulator’s own is explained to a reader of Chinese, and quoted', () => {
  for (const errMsg of [
    'request:fail offline: "api.example.com" is not mapped. Start with --map https://api.example.com=http://127.0.0.1:<port>, write a mock rule, or let the program reach other machines with --allow-remote',
    'request:fail offline: the simulator reaches relative, loopback and mapped addresses only, not "a.b". Start with --map',
    'request:fail nothing listens at http://127.0.0.1:1: start your server, or correct its address',
    'request:fail http://127.0.0.1:1 closed the connection without an answer',
    'request:fail http://127.0.0.1:1 redirects in a circle',
    'request:fail timeout',
    'navigateTo:fail page "a/b" is not found',
  ]) {
    const said = errorIn('zh', errMsg);
    assert.match(said, HAN);
    assert.ok(said.endsWith(`（${errMsg}）`), said);
    assert.equal(errorIn('en', errMsg), errMsg);
  }
});

test('the tools of the MCP server are described in either language', () => {
  for (const { name, about } of toolsIn('zh')) assert.match(about, HAN, name);
  for (const { name, about } of toolsIn('en')) assert.doesNotMatch(about, HAN, name);
  assert.deepEqual(
    toolsIn('zh').map(({ name }) => name),
    toolsIn('en').map(({ name }) => name),
  );
});
