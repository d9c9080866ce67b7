/** Where a request may go, and by which socket. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopback } from '../../../src/contract/loopback';
import { mapped, webAddress, type HostMap } from './maps';

/** Addresses that are no server of the open net: this machine, its network, and what clouds keep there. */
const INNER = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  INNER.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  // With an IPv4 address in it: its old form, tunnels and translations, which lead back inside.
  ['::', 96],
  ['2001::', 32],
  ['2002::', 16],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  INNER.addSubnet(net, bits, 'ipv6');

export function isInner(address: string): boolean {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(v4);
  return family === 0 || INNER.check(v4, family === 4 ? 'ipv4' : 'ipv6');
}

/** Nobody was asked: the rule that forbids it. */
export class RefusedError extends Error {}

const innerMessage = (host: string): string =>
  `"${host}" is an address inside this network: map it to reach it (--map)`;

/** Finds a remote host's address, but none that is inside this network: a name may lead anywhere. */
const outerLookup: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const outer = addresses?.filter(({ address }) => !isInner(address)) ?? [];
    const [first] = outer;
    if (error) done(error, '', 0);
    else if (!first) done(new RefusedError(innerMessage(hostname)), '', 0);
    else if (options.all) done(null, outer);
    else done(null, first.address, first.family);
  });

export interface Destination {
  /** The address to connect to. */
  target: URL;
  mapped: boolean;
  /** How its name is looked up, if not by the machine's own way. */
  lookup?: LookupFunction;
}

/** What decides about a request. */
export interface Reach {
  maps: readonly HostMap[];
  allowRemote: boolean;
  /** Ports of the simulator itself: the program would get at the sandbox and the shell by them. */
  ownPorts: readonly (number | undefined)[];
}

/**
 * Where a request to `url` goes. Without a map only addresses of the open net are asked, and those only if a
 * person allows it: whatever runs on this machine answers programs that a person has named it for, and no
 * others.
 * @throws RefusedError
 */
export function destinationOf(url: URL, { maps, allowRemote, ownPorts }: Reach): Destination {
  const address = webAddress(url);
  address.hash = '';
  if (address.protocol !== 'http:' && address.protocol !== 'https:')
    throw new RefusedError(`"${url.protocol}" is no protocol of the web`);
  const target = mapped(maps, address);
  if (target) {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    if (isLoopback(target.hostname) && ownPorts.includes(port))
      throw new RefusedError(
        `"${target.origin}" is the simulator itself: map to the port of your own server`,
      );
    return { target, mapped: true };
  }
  if (!allowRemote)
    throw new RefusedError(
      `offline: "${address.host}" is not mapped. Start with --map ${address.origin}=http://127.0.0.1:<port>, ` +
        'write a mock rule, or let the program reach other machines with --allow-remote',
    );
  const name = address.hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(address.hostname) || (isIP(name) !== 0 && isInner(name)))
    throw new RefusedError(innerMessage(address.hostname));
  return { target: address, mapped: false, lookup: outerLookup };
}
