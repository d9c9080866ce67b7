import type { NamedPlace } from '../protocol';
import type { SourcePosition } from './source-map';

/** As many as one question holds. */
const AT_ONCE = 50;

export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** What places of built scripts are called in the maps that these bring along; each is asked for once. */
export class Origins {
  private readonly known = new Map<string, Promise<NamedPlace | null>>();

  constructor(private readonly programUrl: string) {}

  /** Adds their origins to positions in such scripts. */
  async add(positions: readonly SourcePosition[]): Promise<void> {
    const wanted = positions.slice(0, AT_ONCE).map((position) => ({ position, place: placeOf(position) }));
    const unknown = [...new Set(wanted.map(({ place }) => place))].filter((place) => !this.known.has(place));
    const answers = unknown.length === 0 ? undefined : this.ask(unknown);
    for (const [index, place] of unknown.entries())
      this.known.set(
        place,
        answers!.then((list) => list[index] ?? null),
      );
    for (const { position, place } of wanted) {
      const origin = await this.known.get(place);
      if (origin) position.origin = origin;
    }
  }

  private async ask(places: readonly string[]): Promise<(NamedPlace | null)[]> {
    try {
      const query = new URLSearchParams(places.map((place) => ['at', place]));
      return JSON.parse(
        await fetchText(new URL(`/program.js.origins?${query}`, this.programUrl).href),
      ) as (NamedPlace | null)[];
    } catch {
      return [];
    }
  }
}

const placeOf = ({ file, line, column }: SourcePosition): string => `${file}:${line}:${column}`;
