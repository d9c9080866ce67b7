/** How many letters have to be changed, added or left out to make one name of the other. */
function distance(one: string, other: string): number {
  let row = Array.from(other, (_, at) => at + 1);
  Array.from(one).forEach((letter, at) => {
    let corner = at;
    let left = at + 1;
    row = row.map((above, index) => {
      left = Math.min(above + 1, left + 1, corner + (letter === other[index] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return one ? row[row.length - 1] : other.length;
}

/** A handler's name as the event that it seems to be for: `onGetGoodsInfo` -> `getgoodsinfo`. */
const eventIn = (name: string): string =>
  name
    .replace(/^(on|handle)(?=[A-Z_])/, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

/** The name among these that is almost the event's, if there is one. */
export function nearest(event: string, names: readonly string[]): string | undefined {
  const far = Math.floor(event.length / 4);
  return names
    .map((name) => ({ name, away: distance(eventIn(name), event) }))
    .filter(({ away }) => away <= far)
    .sort((one, other) => one.away - other.away)
    .map(({ name }) => name)[0];
}
