import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { deviceGatewayPlugin, type Pairing, type Sandbox } from 'microapp-trade-sandbox';
import { UsageError } from './arguments';
import { words } from './words';
import { PortTakenError, portOf } from './index';
import { newServer } from './listener';

export interface DeviceGateway {
  /** What a device calls the sandbox, without a '/' at the end. */
  url: string;
  close(): Promise<void>;
}

/** Addresses of this machine that are not loopback. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((each = []) =>
    each.filter(({ internal }) => !internal).map(({ address }) => address),
  );

/** A refused `--host`, with the addresses that it may be. */
const wrongHost = (what: 'host-no-ip' | 'host-every' | 'host-foreign', host: string): UsageError =>
  new UsageError(words[what], { host, own: ownAddresses().join(', ') || '192.168.…' });

/** As a client writes it in a Host header. @throws for an IPv6 address with a zone */
export const nameOf = (address: string): string =>
  new URL(`http://${isIP(address) === 6 ? `[${address}]` : address}`).hostname;

const WILDCARDS = ['0.0.0.0', '[::]', '[::ffff:0:0]'];

/**
 * The value of `--host`: one address, so that nothing is opened to a network by accident. @throws UsageError
 */
export function hostFrom(text: string): string {
  if (isIP(text) === 0 || text.includes('%')) throw wrongHost('host-no-ip', text);
  if (WILDCARDS.includes(nameOf(text))) throw wrongHost('host-every', text);
  return text;
}

/** The port of the devices' listener: the one after the simulator's. 0 stays 0: any. @throws UsageError */
export function gatewayPort(port: number): number {
  if (port === 65535) throw new UsageError(words['port-next']);
  return port === 0 ? 0 : port + 1;
}

interface DeviceGatewayPlace {
  host: string;
  port: number;
  /** Origins of this sandbox's own simulator, once it has one. */
  home?: () => readonly string[];
}

/** Opens a listener of its own for devices. */
export async function openDeviceGateway(
  sandbox: Sandbox,
  pairing: Pairing,
  { host, port, home }: DeviceGatewayPlace,
): Promise<DeviceGateway> {
  const server = newServer();
  const own = (): string => `${nameOf(host)}:${portOf(server) ?? port}`;
  await server.register(deviceGatewayPlugin(sandbox, { pairing, own, ...(home && { home }) }));
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortTakenError(port);
    if (code === 'EADDRNOTAVAIL') throw wrongHost('host-foreign', host);
    throw error;
  }
  return { url: `http://${own()}`, close: () => server.close() };
}
