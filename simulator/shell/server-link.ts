import type { ServerEvent } from '../protocol';

/** Builds and their diagnostics, as the dev server tells them. The browser connects again by itself. */
export function listenToServer(
  onEvent: (event: ServerEvent) => void,
  onConnected: (on: boolean) => void,
): () => void {
  const source = new EventSource('/__events');
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('error', () => onConnected(false));
  source.addEventListener('message', (message) => {
    const event = parseServerEvent(String(message.data));
    if (event) onEvent(event);
  });
  return () => source.close();
}

const KINDS: readonly string[] = ['rebuilt', 'styles', 'diagnostics'] satisfies ServerEvent['type'][];

export function parseServerEvent(text: string): ServerEvent | undefined {
  try {
    const event = JSON.parse(text) as Partial<ServerEvent> | null;
    const known = event?.type !== undefined && KINDS.includes(event.type);
    return known && Array.isArray(event.diagnostics) ? (event as ServerEvent) : undefined;
  } catch {
    return undefined;
  }
}
