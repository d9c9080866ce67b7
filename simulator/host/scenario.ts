/** Names of scenarios are made of these; anything else cannot be a header. */
const NAME = /^[\w.-]+$/;

/** The header that has the sandbox follow the scenario which the frame's url names: `?scenario=<name>`. Empty without one. */
export function scenarioHeader(search: string): Record<string, string> {
  const name = new URLSearchParams(search).get('scenario') ?? '';
  return NAME.test(name) ? { 'x-trade-scenario': name } : {};
}
