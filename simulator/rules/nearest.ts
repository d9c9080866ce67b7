/** How many letters two names differ in: put in, left out, replaced, or two in the wrong order. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      row.push(least);
    }
    older = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known name that was probably meant; undefined if none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const simple = (text: string): string => text.toLowerCase().replace(/[-_]/g, '');
  let best: string | undefined;
  // Two slips in a long name, one in a short one.
  let least = name.length <= 4 ? 1.5 : 2.5;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > 3) continue;
    const d = simple(candidate) === simple(name) ? 0.5 : distance(name, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
