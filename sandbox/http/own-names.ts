/** Names of this machine, as a Host or an Origin header has them: the one test that every listener takes. */

/** The last is 127.0.0.1 as IPv6 has it. A name may end in the dot of the root. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  '127.0.0.1',
  'localhost',
  'localhost.',
  '[::1]',
  '[::ffff:7f00:1]',
]);

/** `name` or `name:port`, and nothing that a URL would read as more than that. */
const FORM = /^[\w.-]+(?::\d{0,5})?$|^\[[\da-f:.]+\](?::\d{0,5})?$/i;

/**
 * A Host header, or an origin without its scheme. Case does not matter; a port that is not written is 80,
 * also behind a colon.
 */
const parseHost = (text: string): { name: string; port: number } | undefined => {
  if (!FORM.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const { hostname, port } = new URL(`http://${text}`);
  return { name: hostname, port: port === '' ? 80 : Number(port) };
};

/** Whether a Host header names this machine. @param port that it must name, too */
export const isLocalHost = (host: string, port?: number): boolean => {
  const found = parseHost(host);
  return found !== undefined && OWN_NAMES.has(found.name) && (port === undefined || found.port === port);
};

/** Whether a page comes from a server of the machine that it is open on. @param port of that server */
export const isLocalOrigin = (origin: string, port?: number): boolean => {
  const [, host] = /^https?:\/\/([^/]*)$/i.exec(origin) ?? [];
  return host !== undefined && isLocalHost(host, port);
};

/** The name by which a request knows this machine. @default 127.0.0.1 */
export const ownName = (host: string | undefined): string =>
  host !== undefined && isLocalHost(host) ? parseHost(host)!.name : '127.0.0.1';
