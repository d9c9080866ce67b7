/**
 * Environments of a mini-program that is not on sale (`tt.getEnvInfoSync().microapp.envType`, base library
 * 2.21.0); the third is `production`.
 */
const UNRELEASED = ['development', 'preview'];

/**
 * Throws in a release build, and wherever the host does not say that this is none: a shop that takes made-up
 * money must not start.
 */
export function refuseRelease(): void {
  let found: unknown;
  try {
    found = tt.getEnvInfoSync().microapp.envType;
  } catch {
    // not there, or broken: as good as unknown
  }
  if (UNRELEASED.indexOf(found as string) >= 0) return;
  throw new Error(
    `[microapp-trade-kit/sandbox] refuses to run: tt.getEnvInfoSync() says ${JSON.stringify(found) || 'nothing'}, not development or preview. ` +
      'Remove the sandbox from setup() before you release.',
  );
}
