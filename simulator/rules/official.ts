/** Rules for the official components: three generations, each with a declaration of its own. */
import { KIT_PAGES } from '../../src/contract/components';
import { TAGS } from '../../src/contract/since';
import type { DeclaredTag, NameUse, ProgramFacts, TagFact } from './facts';
import { RESERVED_TAGS } from './names';
import type { Tell } from './tell';

const SDK = 'ext://industry/';
const LIFE_PLUGIN = 'tta5a3d31e3aecfb9b11://';
const TRADE_PAGES = 'ext://microapp-trade-plugin/';

/** Pages that the built-in tags open. */
const PAGES_OF: Readonly<Record<string, readonly string[]>> = {
  'pay-button': KIT_PAGES,
  'consume-card': ['refund-apply', 'refund-detail'],
};

interface Generation {
  /** As a person knows it. */
  name: string;
  file: string;
  at: NameUse['at'];
}

const valueOf = ({ attributes }: TagFact, name: string): string | undefined =>
  attributes.find((attribute) => attribute.name === name)?.value;

/**
 * The first use of a built-in tag that nobody declares. Taro writes a `<template>` for each tag there is and
 * works out which it shows: one that nothing names says nothing of the program.
 */
function builtInUse({ templates }: ProgramFacts): (Generation & { tag: string }) | undefined {
  const shown = new Set(
    templates.flatMap(({ tags }) =>
      tags.filter(({ name }) => name === 'template').map((tag) => valueOf(tag, 'is')),
    ),
  );
  for (const { file, tags, users } of templates)
    for (const { name, at, template } of tags) {
      if (!Object.hasOwn(TAGS, name) || users.some((user) => user.declared.has(name))) continue;
      if (!template || shown.has(valueOf(template, 'name')))
        return { name: `<${name}>`, tag: name, file, at };
    }
  return undefined;
}

function checkPages(
  facts: ProgramFacts,
  builtIn: (Generation & { tag: string }) | undefined,
  others: readonly Generation[],
  tell: Tell,
): void {
  const listed = facts.app.pages.findIndex((page) => page.startsWith(TRADE_PAGES));
  if (builtIn) {
    for (const page of PAGES_OF[builtIn.tag] ?? [])
      if (!facts.app.pages.includes(TRADE_PAGES + page))
        tell.tell('official-pages', builtIn.file, builtIn.at, { tag: builtIn.tag, page });
    return;
  }
  const [other] = others;
  if (listed >= 0 && other)
    tell.tell('official-unused-pages', 'app.json', facts.placeOf('pages', listed), { tag: other.name });
}

const generationOf = ({ url, file, at }: DeclaredTag): Generation => ({ name: url, file, at });

export function checkOfficial(facts: ProgramFacts, tell: Tell): void {
  const { declared, kit, packageJson } = facts;
  const builtIn = builtInUse(facts);
  const sdk = declared.find(({ url }) => url.startsWith(SDK));
  const plugin = declared.find(({ url }) => url.startsWith(LIFE_PLUGIN));
  if (sdk && packageJson.industrySDK !== true)
    tell.tell('official-sdk', sdk.file, sdk.at, { name: sdk.url.slice(SDK.length) });
  const others = [sdk, plugin].filter((one) => one !== undefined).map(generationOf);
  const all: Generation[] = [...(builtIn ? [builtIn] : []), ...others];
  const [first, second] = all;
  if (first && second)
    tell.tell('official-mixed', second.file, second.at, { first: first.name, second: second.name, kit });
  checkPages(facts, builtIn, others, tell);
}

/** A component of the program under the name of a tag that the platform has. */
export function checkReserved({ declared }: ProgramFacts, tell: Tell): void {
  for (const { tag, file, at } of declared) {
    if (!RESERVED_TAGS.has(tag)) continue;
    const instead = Object.hasOwn(TAGS, tag) ? `${tag}-sdk` : `my-${tag}`;
    tell.tell('tag-reserved', file, at, { tag, instead });
  }
}
