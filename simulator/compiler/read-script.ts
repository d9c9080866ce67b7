/** Reads a transformed script: what the rules want to know of it, with places in the source. */
import type { AnyNode, CallExpression, MemberExpression, Program, VariableDeclarator } from 'acorn';
import type { Place } from '../rules/diagnose';
import type { DefinitionFact, NameUse, ScriptFacts, SetupFact } from '../rules/facts';
import { LONGEST_LINE } from '../rules/scripts';
import { nearestName } from '../rules/nearest';
import { LANGUAGE_NAMES, LOGIC_NAMES, READ, TYPE_TEST, WEB_NAMES } from '../web-names';
import { ApiUses } from './api-uses';
import { DataNames } from './data-names';
import { calleeName, keyOf, largeNumber, literalOf, readDefinition, type Source } from './read-definition';
import { firstUses } from './first-uses';
import { namesOf, variablesIn } from './names-in';
import { RequiredNames, type RequiredName } from './required-names';

const KINDS = ['App', 'Page', 'Component'] as const;

/** Objects that other platforms have in place of `tt`. */
const FOREIGN = new Set(['wx', 'my', 'swan', 'qq', 'ks', 'jd', 'xhs', 'dd', 'uni']);

/** Options that every call of tt takes. */
const OUTCOMES = ['success', 'fail', 'complete'];
/** What `setup()` takes. */
const SETUP = ['merchant', 'platform', 'watchCoupons', 'trade', 'pages', 'report', 'theme'];
const SETUP_PAGES = ['orderConfirm', 'refundApply', 'refundDetail'];

const OPENERS = new Set(['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']);

/** What a module may use without declaring it. */
const KNOWN = new Set([
  ...LANGUAGE_NAMES,
  ...LOGIC_NAMES,
  ...FOREIGN,
  ...(
    'require module exports arguments process globalThis define requirePlugin requireMiniProgram __dirname ' +
    '__filename __webpack_require__ __non_webpack_require__ requestAnimationFrame cancelAnimationFrame ' +
    'setImmediate clearImmediate queueMicrotask TextEncoder TextDecoder URL URLSearchParams AbortController ' +
    'performance structuredClone WebAssembly crypto atob btoa Buffer worker __simGlobalObject __simReturnThis'
  ).split(' '),
]);

/** A script that asks for one of these is made for several machines: it may never go on to the rest. */
const MACHINES = new Set([...WEB_NAMES, 'global', 'globalThis', 'module', 'exports', 'define', 'process']);

class Reader {
  readonly definitions: DefinitionFact[] = [];
  readonly behaviors: DefinitionFact[] = [];
  readonly behaviorNames: NameUse[] = [];
  readonly assigned = new Set<string>();
  /** It puts members onto an instance under names that are only known as it runs. */
  assignsAny = false;
  readonly fired = new Set<string | undefined>();
  readonly declared = new Set<string>();
  readonly opens: { call: string; url: string; at: Place }[] = [];
  readonly setups: SetupFact[] = [];
  readonly ownCalls: { name: string; node: AnyNode }[] = [];
  readonly optionSlips: (NameUse & { call: string; near: string })[] = [];
  readonly largeNumbers: { text: string; value: number; at: Place }[] = [];
  readonly members: { object: string; member: string; node: AnyNode }[] = [];
  readonly used: { name: string; node: AnyNode }[] = [];
  readonly apis = new ApiUses();
  readonly data = new DataNames(
    (name) => this.values.get(name),
    (node) => this.place(node),
  );
  readonly required = new RequiredNames();
  readonly codeTexts: NameUse[] = [];
  /** Names that the script asks for before it uses them. */
  readonly asked = new Set<string>();
  /** It looks at what kind of machine it runs on. */
  isPortable = false;
  /** Where what fails is caught. */
  private readonly tried: AnyNode[] = [];
  private readonly values = new Map<string, AnyNode>();

  constructor(
    program: Program,
    private readonly source: Source,
  ) {
    // First all names: a definition may be a variable that is declared further down.
    this.walk(program, (node) => this.declare(node));
    this.apis.name(this.values);
    this.walk(program, (node) => this.visit(node));
  }

  private place(node: AnyNode): Place {
    return this.source.place(node);
  }

  private walk(program: AnyNode, visit: (node: AnyNode) => void): void {
    const waiting = [program];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      visit(next);
      waiting.push(...variablesIn(next).reverse());
    }
  }

  private declare(node: AnyNode): void {
    this.data.declare(node);
    this.required.declare(node);
    const add = (pattern: AnyNode | null): void => {
      for (const name of namesOf(pattern)) {
        this.declared.add(name);
        this.apis.declare(name);
      }
    };
    if (node.type === 'VariableDeclarator') this.declareVariable(node, add);
    else if ('params' in node) {
      node.params.forEach(add);
      if (node.type !== 'ArrowFunctionExpression') add(node.id ?? null);
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') add(node.id ?? null);
    else if (node.type === 'CatchClause') add(node.param ?? null);
    else if (node.type === 'AssignmentExpression') this.declareAssigned(node.left);
  }

  private declareVariable(node: VariableDeclarator, add: (pattern: AnyNode) => void): void {
    add(node.id);
    this.takeApart(node);
    if (node.id.type === 'Identifier' && node.init && !this.values.has(node.id.name))
      this.values.set(node.id.name, node.init);
  }

  /** `const { showToast } = wx` */
  private takeApart({ id, init }: VariableDeclarator): void {
    if (id.type !== 'ObjectPattern' || init?.type !== 'Identifier') return;
    for (const property of id.properties) {
      const member = property.type === 'Property' ? keyOf(property) : undefined;
      if (member !== undefined) this.members.push({ object: init.name, member, node: property });
    }
  }

  private declareAssigned(left: AnyNode): void {
    if (left.type === 'Identifier') this.declared.add(left.name);
    if (left.type !== 'MemberExpression') return;
    const { object, property, computed } = left;
    if (computed && property.type !== 'Literal' && this.isSelf(object)) this.assignsAny = true;
    if (property.type === 'Identifier' && !computed) this.assigned.add(property.name);
    else if (property.type === 'Literal' && typeof property.value === 'string')
      this.assigned.add(property.value);
  }

  /** `this`, or a variable that keeps it. */
  private isSelf(node: AnyNode): boolean {
    const kept = node.type === 'Identifier' ? this.values.get(node.name) : node;
    return kept?.type === 'ThisExpression';
  }

  private visit(node: AnyNode): void {
    this.apis.visit(node);
    this.data.visit(node);
    this.required.visit(node);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') this.readCode(node);
    if (node.type === 'Identifier') this.used.push({ name: node.name, node });
    else if (node.type === 'UnaryExpression' && node.operator === 'typeof') this.ask(node.argument);
    else if (node.type === 'MemberExpression') this.visitMember(node);
    else if (node.type === 'CallExpression') this.visitCall(node);
    else if (node.type === 'Literal' && typeof node.value === 'number') this.visitNumber(node);
    else if (node.type === 'TryStatement' && node.handler) this.tried.push(node.block);
  }

  /** `setTimeout('go()', 100)`, `new Function('…')`: a device makes no code from text. */
  private readCode(node: AnyNode & { type: 'CallExpression' | 'NewExpression' }): void {
    const { callee, arguments: given } = node;
    if (callee.type !== 'Identifier' || this.declared.has(callee.name)) return;
    const { name } = callee;
    const isTimer = name === 'setTimeout' || name === 'setInterval';
    const last = isTimer ? given[0] : given.at(-1);
    if (!last || !isText(last) || (!isTimer && name !== 'Function')) return;
    this.codeTexts.push({
      name: node.type === 'NewExpression' ? `new ${name}` : name,
      at: this.place(node),
      ...(this.isMild(node) && { isMild: true as const }),
    });
  }

  private ask(node: AnyNode): void {
    if (node.type !== 'Identifier') return;
    const name = node.name.replace(TYPE_TEST, '').replace(READ, '');
    this.asked.add(name);
    if (MACHINES.has(name)) this.isPortable = true;
  }

  /** Whether this place may never be come to, or is ready for a failure. */
  isMild(node: AnyNode): boolean {
    return this.isPortable || this.tried.some(({ start, end }) => start <= node.start && node.end <= end);
  }

  private visitNumber(node: AnyNode & { type: 'Literal' }): void {
    const found = largeNumber(node, this.source);
    if (found) this.largeNumbers.push({ ...found, value: Number(node.value) });
  }

  private visitMember(node: MemberExpression): void {
    if (node.object.type !== 'Identifier' || node.computed || node.property.type !== 'Identifier') return;
    this.members.push({ object: node.object.name, member: node.property.name, node });
  }

  private visitCall(node: CallExpression): void {
    const { callee } = node;
    const name = calleeName(node);
    const [first] = node.arguments;
    const kind = KINDS.find((one) => callee.type === 'Identifier' && callee.name === one);
    if (kind && !this.declared.has(kind))
      this.definitions.push(readDefinition(kind, node, (variable) => this.values.get(variable), this.source));
    const isBehavior =
      callee.type === 'Identifier' && callee.name === 'Behavior' && !this.declared.has('Behavior');
    if (isBehavior)
      this.behaviors.push(
        readDefinition('Behavior', node, (variable) => this.values.get(variable), this.source),
      );
    if (first?.type === 'ObjectExpression' && (isBehavior || kind)) this.readBehaviors(first);
    if (this.isAssignToSelf(node)) this.assignsAny = true;
    if (name === 'triggerEvent' && first) this.fired.add(this.textOf(first));
    if (name === 'setup' && first?.type === 'ObjectExpression') this.readSetup(first);
    if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' && name)
      this.ownCalls.push({ name, node: callee });
    if (callee.type !== 'MemberExpression' || !name || !this.apis.isTt(callee.object)) return;
    if (first?.type === 'ObjectExpression') this.readOptions(name, first);
    if (OPENERS.has(name) && first?.type === 'ObjectExpression') this.readUrl(name, first);
  }

  /** `behaviors: ['tt://form-field']` */
  private readBehaviors({ properties }: AnyNode & { type: 'ObjectExpression' }): void {
    for (const property of properties) {
      if (property.type !== 'Property' || keyOf(property) !== 'behaviors') continue;
      const listed = property.value.type === 'ArrayExpression' ? property.value.elements : [];
      for (const element of listed) {
        const name = element ? this.textOf(element) : undefined;
        if (element && name !== undefined) this.behaviorNames.push({ name, at: this.place(element) });
      }
    }
  }

  /** `Object.assign(this, methods)` of what does not stand there. */
  private isAssignToSelf({ callee, arguments: [target, ...given] }: CallExpression): boolean {
    return (
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      callee.object.name === 'Object' &&
      callee.property.type === 'Identifier' &&
      callee.property.name === 'assign' &&
      target !== undefined &&
      this.isSelf(target) &&
      given.some(({ type }) => type !== 'ObjectExpression')
    );
  }

  private textOf(node: AnyNode): string | undefined {
    const literal = literalOf(node);
    return typeof literal?.value === 'string' ? literal.value : undefined;
  }

  /** The part of an address that stands there, up to its query. */
  private addressOf(node: AnyNode): string | undefined {
    if (node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier') {
      const left = this.addressOf(node.left);
      return left?.includes('?') === true ? left : undefined;
    }
    if (node.type === 'TemplateLiteral' && node.expressions.length > 0) {
      const start = node.quasis[0]?.value.cooked ?? '';
      return start.includes('?') ? start : undefined;
    }
    return this.textOf(node);
  }

  private readUrl(call: string, { properties }: AnyNode & { type: 'ObjectExpression' }): void {
    for (const property of properties) {
      if (property.type !== 'Property' || keyOf(property) !== 'url') continue;
      const url = this.addressOf(property.value);
      if (url !== undefined) this.opens.push({ call: `tt.${call}`, url, at: this.place(property.value) });
    }
  }

  /** A name in a literal, with its place. */
  private keysIn({ properties }: AnyNode & { type: 'ObjectExpression' }): NameUse[] {
    return properties.flatMap((property) => {
      const name = property.type === 'Property' ? keyOf(property) : undefined;
      return name === undefined ? [] : [{ name, at: this.place(property) }];
    });
  }

  private readOptions(call: string, options: AnyNode & { type: 'ObjectExpression' }): void {
    const known = OPENERS.has(call) ? [...OUTCOMES, 'url'] : OUTCOMES;
    for (const { name, at } of this.keysIn(options)) {
      const near = known.includes(name) ? undefined : nearestName(name, known);
      // A short name is another option: `file` is no `fail`.
      if (near !== undefined && (near.length > 4 || near === 'url'))
        this.optionSlips.push({ call: `tt.${call}`, name, near, at });
    }
  }

  private readSetup(options: AnyNode & { type: 'ObjectExpression' }): void {
    const inner = (object: AnyNode, wanted: string): AnyNode | undefined => {
      const value = object.type === 'Identifier' ? this.values.get(object.name) : object;
      if (value?.type !== 'ObjectExpression') return undefined;
      const found = value.properties.find((one) => one.type === 'Property' && keyOf(one) === wanted);
      return found?.type === 'Property' ? found.value : undefined;
    };
    const use = (node: AnyNode | undefined): NameUse | undefined => {
      const text = node && this.textOf(node);
      return node && text !== undefined ? { name: text, at: this.place(node) } : undefined;
    };
    const merchant = inner(options, 'merchant');
    const baseUrl = merchant && use(inner(merchant, 'baseUrl'));
    const given = inner(options, 'pages');
    const pages = new Map<string, NameUse>();
    for (const name of SETUP_PAGES) {
      const page = given && use(inner(given, name));
      if (page) pages.set(name, page);
    }
    const names = [
      { names: this.keysIn(options), known: SETUP },
      ...(given?.type === 'ObjectExpression' ? [{ names: this.keysIn(given), known: SETUP_PAGES }] : []),
    ];
    const isWhole =
      options.properties.every(({ type }) => type === 'Property') &&
      (given === undefined || (given.type === 'ObjectExpression' && given.properties.length === pages.size));
    this.setups.push({
      at: this.place(options),
      ...(baseUrl && { baseUrl }),
      pages,
      options: names,
      isOpen: !isWhole,
    });
  }
}

const isText = (node: AnyNode): boolean =>
  node.type === 'TemplateLiteral' ||
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'BinaryExpression' &&
    node.operator === '+' &&
    (isText(node.left as AnyNode) || isText(node.right)));

export function readScript(
  file: string,
  program: Program,
  source: Source,
  requires: readonly NameUse[],
): ScriptFacts & { requiredNames: readonly RequiredName[] } {
  const reader = new Reader(program, source);
  const place = (node: AnyNode): Place => source.place(node);
  const isPacked = ({ line }: Place): boolean => source.line(line).length > LONGEST_LINE;
  const isMild = (node: AnyNode): boolean => reader.isMild(node) || isPacked(place(node));
  const { declared, asked, apis, members, used } = reader;
  const called = apis.called();
  for (const name of apis.asked) asked.add(name);
  const free = used.filter(({ name }) => !declared.has(name) && !asked.has(name));
  return {
    file,
    definitions: reader.definitions,
    behaviors: reader.behaviors,
    behaviorNames: reader.behaviorNames,
    assigned: new Set([...reader.assigned, ...apis.added]),
    ...(reader.assignsAny && { assignsAny: true }),
    fired: reader.fired,
    declared: new Set([...declared, ...source.imports.keys()]),
    apis: firstUses(called, place),
    ...(apis.isOpen && { addsApis: true }),
    foreign: members
      .filter(({ object }) => FOREIGN.has(object) && !declared.has(object) && !asked.has(object))
      .slice(0, 1)
      .map(({ object, member, node }) => ({ name: object, member, at: place(node) })),
    web: firstUses(
      free
        .filter(({ name }) => name.startsWith(READ))
        .map(({ name, node }) => ({ name: name.slice(READ.length), node }))
        .filter(({ name }) => !asked.has(name)),
      place,
      isMild,
    ),
    unknown: firstUses(
      free.filter(({ name }) => !KNOWN.has(name) && !name.startsWith(READ) && !name.startsWith(TYPE_TEST)),
      place,
      isMild,
    ),
    largeNumbers: reader.largeNumbers,
    opens: reader.opens,
    setups: reader.setups,
    ownCalls: firstUses(reader.ownCalls, place),
    optionSlips: reader.optionSlips,
    data: reader.data.facts,
    codeTexts: reader.codeTexts,
    words: source.words,
    requiredNames: reader.required.list.map(({ node, ...rest }) => ({
      ...rest,
      at: source.imports.get(rest.name === 'default' ? `default ${rest.spec}` : rest.name) ?? place(node),
    })),
    mentions: new Set([...used.map(({ name }) => name), ...members.map(({ member }) => member)]),
    requires,
  };
}
