import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TmplGroup } from 'glass-easel-template-compiler';
import { PLATFORM_TAGS } from '../../../simulator/rules/names';
import { BASE_CSS, NATIVE_TAGS, tags } from '../../../simulator/tags';

test('every template compiles without a finding', () => {
  for (const [name, { template }] of Object.entries(tags)) {
    const group = new TmplGroup();
    assert.deepEqual(group.addTmpl(name, template), [], name);
    group.free();
  }
});

test('what is drawn is known to the checks, too', () => {
  assert.deepEqual(
    Object.keys(tags).filter((name) => !PLATFORM_TAGS.has(name)),
    // Only the compiler writes these.
    ['slot-default', 'slot-rest'],
    'add the name to PLATFORM_TAGS and its events to TAG_EVENTS of simulator/rules/names.ts',
  );
});

test('the style of a tag names its own element, and every inner class stands behind the scope', () => {
  for (const [name, { css, template }] of Object.entries(tags)) {
    assert.match(css, new RegExp(`(^|[\\s}])tt-${name}\\b`), name);
    const inner = [...template.matchAll(/class="([^"]*)"/g)].flatMap(([, classes]) =>
      classes!.replace(/\{\{.*?\}\}/g, '').split(/\s+/),
    );
    for (const one of inner.filter(
      (word) => word !== '' && !word.startsWith('placeholder-') && word !== 'placeholderClass',
    )) {
      assert.doesNotMatch(css, new RegExp(`(?<!@S@)(?<![\\w-])\\.${one}\\b`), `${name}: .${one}`);
    }
  }
});

test('a name is a native node or a tag with behaviour, never both', () => {
  assert.deepEqual(
    NATIVE_TAGS.filter((name) => name in tags),
    [],
  );
  for (const name of NATIVE_TAGS.filter((one) => one !== 'span' && one !== 'br'))
    assert.match(BASE_CSS, new RegExp(`tt-${name}\\b`));
});

test('every tag takes hidden, role, tabindex and aria attributes, and no property begins with bind or on', () => {
  for (const [name, { properties = {} }] of Object.entries(tags)) {
    for (const common of ['hidden', 'role', 'tabindex', 'ariaLabel'])
      assert.ok(common in properties, `${name}.${common}`);
    assert.deepEqual(
      Object.keys(properties).filter((property) => /^(bind|catch|on)[A-Z]?/.test(property)),
      [],
      name,
    );
  }
});

test('what a form collects is a property of the tag, or is worked out', () => {
  const fields = Object.entries(tags).filter(([, { field }]) => field !== undefined);
  assert.deepEqual(fields.map(([name]) => name).sort(), [
    'checkbox-group',
    'input',
    'picker',
    'picker-view',
    'radio-group',
    'slider',
    'switch',
    'textarea',
  ]);
  for (const [name, { properties = {} }] of fields) assert.ok('name' in properties, name);
});
