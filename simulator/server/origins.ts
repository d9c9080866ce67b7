/** What places of built scripts are called in the maps that these scripts bring along. */
import type { FastifyInstance } from 'fastify';
import { OwnMaps } from '../compiler/own-maps';
import type { NamedPlace } from '../protocol';

/** Places in one question; a stack has fewer. */
const MOST = 100;

const PLACE = /^(.+):(\d{1,9}):(\d{1,9})$/;

/** `?at=common/vendor.js:12:3&at=…`: an answer for each, null where there is none. */
export function addOriginRoute(server: FastifyInstance, root: () => Promise<string>): void {
  let maps: { root: string; own: OwnMaps } | undefined;
  server.get('/program.js.origins', async (request): Promise<(NamedPlace | null)[]> => {
    const { at } = request.query as { at?: string | string[] };
    const dir = await root();
    if (maps?.root !== dir) maps = { root: dir, own: new OwnMaps(dir) };
    const { own } = maps;
    return [at ?? []]
      .flat()
      .slice(0, MOST)
      .map((place) => {
        const [, file = '', line, column] = PLACE.exec(place) ?? [];
        return own.find(file, Number(line), Number(column)) ?? null;
      });
  });
}
