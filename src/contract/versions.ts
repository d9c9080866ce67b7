/**
 * Negative, 0 or positive, as `a` is older than, equal to or newer than `b`; missing parts count as 0, so
 * 2.51.0 equals 2.51.0.0.
 */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (Number(left[i]) || 0) - (Number(right[i]) || 0);
    if (difference) return difference;
  }
  return 0;
}

export function isAtLeast(version: string, wanted: string): boolean {
  return compareVersions(version, wanted) >= 0;
}
