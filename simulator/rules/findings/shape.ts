import type { Level } from '../../protocol';
import type { Text } from '../../words/table';

/** What can be wrong, in every language. `%{name}` are values that each place fills in. */
export interface FindingWords {
  level: Level;
  /** What is wrong. */
  message: Text;
  /** What to do: never the error once more. */
  fix: Text;
  /** In place of `fix` where something known has almost the name: `%{near}`. */
  near?: Text;
}
