/**
 * The code of docs/server.md, taken from the page, in each language that is installed: it signs what the
 * platform verifies, and believes the platform's callbacks and nothing else.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { envelope, signHeaders } from '../../../sandbox/callbacks/envelope';
import { verifyAuthorization } from '../../../sandbox/jsapi/authorization';
import { application, orderMsg, platform } from './kit';

const page = readFileSync(new URL('../../../docs/server.md', import.meta.url), 'utf8');
const chinese = readFileSync(new URL('../../../docs/zh/server.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'trade-signatures-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const snippet = (language: string, text = page): string => {
  const all = [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code]) => code,
  );
  assert.equal(all.length, 1, language);
  return all[0];
};

interface Language {
  /** As the page marks its code. */
  mark: string;
  /** Says whether it is here. */
  probe: [command: string, ...args: string[]];
  file: string;
  /** The page's code with a program around it: reads cases.json, prints what comes of each as JSON. */
  program(code: string): string;
  run: [command: string, ...args: string[]];
}

const LANGUAGES: Record<string, Language> = {
  Node: {
    mark: 'js',
    probe: [process.execPath, '--version'],
    file: 'signatures.mjs',
    program: (code) => `${code}
      const { readFileSync } = await import('node:fs');
      const given = JSON.parse(readFileSync('cases.json', 'utf8'));
      console.log(sign(given.privatePem, given.appId, 7, 'POST', '/requestOrder', given.data));
      for (const [timestamp, nonce, signature, body] of given.callbacks)
        console.log(verify(given.publicPem, timestamp, nonce, signature, body));`,
    run: [process.execPath, 'signatures.mjs'],
  },
  Python: {
    mark: 'python',
    probe: ['python3', '-c', 'import cryptography'],
    file: 'signatures.py',
    program: (code) => `${code}
import json
given = json.load(open("cases.json", encoding="utf-8"))
print(sign(given["privatePem"], given["appId"], 7, "POST", "/requestOrder", given["data"]))
for timestamp, nonce, signature, body in given["callbacks"]:
    print("true" if verify(given["publicPem"], timestamp, nonce, signature, body.encode()) else "false")
`,
    run: ['python3', 'signatures.py'],
  },
  Java: {
    mark: 'java',
    probe: ['java', '--version'],
    file: 'Main.java',
    // Java has no JSON: its cases are lines of base64.
    // The first class of the file is the program.
    program: (code) => `class Main {
  static String text(String line) { return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8); }
  public static void main(String[] args) throws Exception {
    List<String> lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of("cases.txt"));
    System.out.println(Douyin.sign(text(lines.get(0)), text(lines.get(1)), 7, "POST", "/requestOrder", text(lines.get(2))));
    for (int at = 4; at + 3 < lines.size(); at += 4)
      System.out.println(Douyin.verify(text(lines.get(3)), text(lines.get(at)), text(lines.get(at + 1)), text(lines.get(at + 2)),
        text(lines.get(at + 3)).getBytes(StandardCharsets.UTF_8)));
  }
}
${code.replace('public class Douyin', 'class Douyin').replace(/^import .*\n/gm, '')}`,
    run: ['java', 'Main.java'],
  },
  Go: {
    mark: 'go',
    probe: ['go', 'version'],
    file: 'main.go',
    program: (code) => `${code.replace('import (', 'import (\n\t"encoding/json"\n\t"os"')}
func main() {
	var given struct {
		PrivatePem, PublicPem, AppId, Data string
		Callbacks                          [][4]string
	}
	text, _ := os.ReadFile("cases.json")
	if err := json.Unmarshal(text, &given); err != nil {
		panic(err)
	}
	signed, err := Sign(given.PrivatePem, given.AppId, 7, "POST", "/requestOrder", given.Data)
	if err != nil {
		panic(err)
	}
	fmt.Println(signed)
	for _, each := range given.Callbacks {
		fmt.Println(Verify(given.PublicPem, each[0], each[1], each[2], []byte(each[3])))
	}
}
`,
    run: ['go', 'run', 'main.go'],
  },
  PHP: {
    mark: 'php',
    probe: ['php', '-r', 'exit(extension_loaded("openssl") ? 0 : 1);'],
    file: 'signatures.php',
    program: (code) => `${code}
$given = json_decode(file_get_contents('cases.json'), true);
echo sign($given['privatePem'], $given['appId'], 7, 'POST', '/requestOrder', $given['data']), "\\n";
foreach ($given['callbacks'] as [$timestamp, $nonce, $signature, $body]) {
    echo var_export(verify($given['publicPem'], $timestamp, $nonce, $signature, $body), true), "\\n";
}
`,
    run: ['php', 'signatures.php'],
  },
};

const appId = 'tt0123456789abcdef01';
const data = JSON.stringify({ outOrderNo: 'T1', title: '牛肉面 "大份"\n' });

/** [timestamp, nonce, signature, body] and whether the platform sent it. */
const cases = (): [callback: [string, string, string, string], good: boolean][] => {
  const body = envelope('2.0', 'pre_create_order', orderMsg('1', 1, { note: '不要香菜\n' }));
  const at = (now: number): [string, string, string, string] => {
    const headers = signHeaders(body, now, platform.privateKey);
    return [headers['byte-timestamp']!, headers['byte-nonce-str']!, headers['byte-signature']!, body];
  };
  const [timestamp, nonce, signature] = at(Date.now());
  const [, , ofApplication] = (() => {
    const headers = signHeaders(body, Date.now(), application.privateKey);
    return ['', '', headers['byte-signature']!];
  })();
  return [
    [[timestamp, nonce, signature, body], true],
    [[timestamp, nonce, signature, `${body} `], false],
    [[timestamp, `${nonce}0`, signature, body], false],
    [[timestamp, nonce, `${signature}AAAA`, body], false],
    [[timestamp, nonce, ` ${signature}`, body], false],
    [[timestamp, nonce, '!!', body], false],
    [[timestamp, nonce, '', body], false],
    [[timestamp, nonce, ofApplication, body], false],
    [['soon', nonce, signature, body], false],
    [at(Date.now() - 2 * 3_600_000), false],
    [at(Date.now() - 600_000), true],
  ];
};

const isHere = ([command, ...args]: [string, ...string[]]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const privatePem = application.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const publicPem = platform.publicKey.export({ type: 'spki', format: 'pem' }) as string;

const run = ({ mark, file, program, run: [command, ...args] }: Language): void => {
  const given = cases();
  const callbacks = given.map(([callback]) => callback);
  writeFileSync(
    join(folder, 'cases.json'),
    JSON.stringify({ privatePem, publicPem, appId, data, callbacks }),
  );
  const lines = [privatePem, appId, data, publicPem, ...callbacks.flat()];
  writeFileSync(
    join(folder, 'cases.txt'),
    lines.map((line) => Buffer.from(line).toString('base64')).join('\n'),
  );
  const code = snippet(mark);
  const imports = mark === 'java' ? [...code.matchAll(/^import .*\n/gm)].join('') : '';
  writeFileSync(join(folder, file), imports + program(code));
  const [header, ...verified] = execFileSync(command, args, { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');
  const keys = [[7, application.publicKey]] as const;
  verifyAuthorization(header, data, { appId, keys, platformKey: platform.publicKey });
  assert.deepEqual(
    verified,
    given.map(([, good]) => String(good)),
  );
};

const here = Object.keys(LANGUAGES).filter((name) => isHere(LANGUAGES[name].probe));
for (const name of here) test(`the code for ${name} signs and verifies`, () => run(LANGUAGES[name]));

test('the page has code in five languages, the Chinese page the same, and Node runs', (t) => {
  t.diagnostic(
    `not installed here: ${Object.keys(LANGUAGES)
      .filter((name) => !here.includes(name))
      .join(', ')}`,
  );
  assert.ok(here.includes('Node'));
  for (const { mark } of Object.values(LANGUAGES)) assert.equal(snippet(mark, chinese), snippet(mark));
});
