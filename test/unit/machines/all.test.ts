import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { KIT_COMPONENTS } from '../../../src/contract/components';
import { SUBJECTS } from './payloads';
import { MACHINES } from './walk';

test('every component has a machine of its name, and each is walked both ways', () => {
  const names = [...KIT_COMPONENTS].sort();
  for (const name of names)
    assert.ok(existsSync(new URL(`../../../src/${name}/machine.ts`, import.meta.url)), name);
  const walked = MACHINES.map(({ id }) => id).sort();
  assert.deepEqual(walked, names, 'MACHINES of test/unit/machines/walk.ts');
  const byGuards = SUBJECTS.map(({ parts }) => (parts.machine as { id: string }).id).sort();
  assert.deepEqual(byGuards, names, 'SUBJECTS of test/unit/machines/payloads.ts');
});
