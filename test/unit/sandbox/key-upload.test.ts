/** S4: what is uploaded as the application's public key. */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { open } from './kit';

const pemOf = (key: KeyObject, type: 'spki' | 'pkcs1' = 'spki'): string =>
  key.export({ type, format: 'pem' }).toString();

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;

/** Made once: it has the public key above in it, and is none. */
const asCertificate = pemOf(publicKey).replaceAll('PUBLIC KEY', 'CERTIFICATE');

const REFUSED: Record<string, [unknown, RegExp]> = {
  'a private key (PKCS#8)': [
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    /is a private key/,
  ],
  'a private key (PKCS#1)': [
    privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    /is a private key/,
  ],
  'an encrypted private key': [
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString(),
    /is a private key/,
  ],
  'a public key with its private one behind': [
    pemOf(publicKey) + privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    /is a private key/,
  ],
  '1024 bits': [
    pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey),
    /at least 2048 bits, but got 1024 bits/,
  ],
  'an exponent of 3': [
    pemOf(generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey),
    /an exponent of at least 65537, but got 3/,
  ],
  'a key of another kind': [pemOf(generateKeyPairSync('ed25519').publicKey), /but got ed25519/],
  'a curve': [pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey), /but got ec/],
  'RSA-PSS': [pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey), /but got rsa-pss/],
  'a certificate': [asCertificate, /in PEM form/],
  'two keys': [pemOf(publicKey) + pemOf(other), /in PEM form/],
  'a key and words around it': [`key:\n${pemOf(publicKey)}`, /in PEM form/],
  'a NUL in it': [pemOf(publicKey).replace('\n', '\0\n'), /in PEM form/],
  'its text alone': [pemOf(publicKey).replaceAll(/-----.*-----|\n/g, ''), /in PEM form/],
  nothing: ['', /in PEM form/],
};

test('S4: a public key is one RSA key that is safe to verify with, and nothing else is one', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const [name, [pem, message]] of Object.entries(REFUSED))
    assert.throws(() => sandbox.applicationKeys.upload(pem as string), { message }, name);
  assert.throws(() => sandbox.applicationKeys.upload(pemOf(sandbox.keys.platform.publicKey)), {
    message: /is the platform's/,
  });
  assert.throws(
    () => sandbox.applicationKeys.upload(pemOf(createPublicKey(sandbox.keys.application.privateKey))),
    {
      message: /is uploaded already: its key_version is 1/,
    },
  );
  assert.equal(sandbox.applicationKeys.upload(pemOf(publicKey)), 2);
  // Each way to write the same key.
  for (const again of [
    pemOf(publicKey),
    pemOf(publicKey, 'pkcs1'),
    pemOf(publicKey).replaceAll('\n', '\r\n'),
    `\n  ${pemOf(publicKey)}\n`,
  ])
    assert.throws(() => sandbox.applicationKeys.upload(again), { message: /its key_version is 2/ });
  assert.equal(sandbox.applicationKeys.upload(pemOf(other)), 3);
});
