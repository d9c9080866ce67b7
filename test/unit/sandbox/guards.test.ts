import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocalHost, isLocalOrigin } from '../../../sandbox/index';

test('S7: a Host names this machine in any case, by any of its names, and port 80 need not be named', () => {
  for (const host of ['127.0.0.1:5200', 'localhost:5200', 'LOCALHOST:5200', 'LocalHost:5200', '[::1]:5200'])
    assert.ok(isLocalHost(host, 5200), host);
  for (const host of [
    '127.0.0.1',
    'localhost',
    'localhost:',
    'localhost.',
    'LOCALHOST.:80',
    '[::1]',
    '[::1]:',
    '[0:0:0:0:0:0:0:1]:80',
    '[::ffff:127.0.0.1]',
    'localhost:80',
  ]) {
    assert.ok(isLocalHost(host, 80), host);
    assert.ok(isLocalHost(host), host);
    assert.ok(!isLocalHost(host, 5200), host);
  }
});

test('S7: another name, another port, and what only looks like this machine are foreign', () => {
  for (const host of [
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.example:5200',
    'localhost@evil.example',
    '127.0.0.1.evil.example:5200',
    '127.0.0.2:5200',
    '::1',
    '::',
    '[::]',
    '0.0.0.0',
    '[::ffff:10.0.0.1]',
    'localhost..',
    'localhost.:x',
    'localhost.evil.example.',
    'localhost:99999',
    'localhost:x',
    ' localhost',
    'localhost:5200/',
  ])
    assert.ok(!isLocalHost(host), host);
  assert.ok(!isLocalHost('localhost:5201', 5200));
});

test('an origin is of this machine by its host, with a scheme of the web and nothing behind', () => {
  assert.ok(isLocalOrigin('http://LOCALHOST:5200', 5200));
  assert.ok(isLocalOrigin('https://127.0.0.1'));
  for (const origin of [
    'null',
    '',
    'localhost:5200',
    'file://localhost',
    'http://localhost:5200/x',
    'http://a@localhost:5200',
    'http://localhost.evil.example',
  ])
    assert.ok(!isLocalOrigin(origin), origin);
  assert.ok(!isLocalOrigin('http://localhost:5201', 5200));
});
