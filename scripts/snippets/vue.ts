/** Vue templates of the documents: compiled, and each tag of the kit held against its properties. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, parse } from 'vue/compiler-sfc';
import { ROOT } from '../lib/paths';

const KIT = JSON.parse(readFileSync(join(ROOT, 'simulator/rules/kit.json'), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const EVENTS = ['getgoodsinfo', 'placeorder', 'applyrefund', 'pay', 'refund', 'consume', 'error'];

export function vueProblems(text: string): string[] {
  const source = /<template>/.test(text) ? text : `<template>${text}</template>`;
  const { descriptor, errors } = parse(source);
  const template = descriptor.template?.content ?? '';
  const compiled = compileTemplate({ source: template, filename: 'block.vue', id: 'block' });
  const problems = [...errors, ...compiled.errors].map(String);
  for (const [, tag = '', attributes = ''] of template.matchAll(
    /<([\w-]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    const known = KIT[tag.replace(/-sdk$/, '')];
    if (known === undefined) continue;
    for (const [, sign, name = ''] of attributes.matchAll(/\s([:@]?)([\w-]+)(?==)/g)) {
      if (sign === '@' ? EVENTS.includes(name) : name in known) continue;
      problems.push(`<${tag}> has no ${sign === '@' ? 'event' : 'property'} ${name}`);
    }
  }
  return problems;
}
