import { originText, translated } from '../rules/diagnose';
import type { Language } from '../words/language';
import { Detail } from './detail';
import { SourcePlace } from './source-place';
import { placeOf, type ShownProblem } from './state';
import { strings } from './strings';

const words = strings.problems;

interface Props {
  problems: readonly ShownProblem[];
  language: Language;
}

/** A problem with a code is said in the reader's language; what the program itself says stays as it is. */
export function ProblemList({ problems, language }: Props) {
  if (problems.length === 0) return null;
  return (
    <section class="problems" aria-label={words.title}>
      <h2>
        {words.title}
        <span class="count">{problems.length}</span>
      </h2>
      <ul>
        {problems
          .map((found) => translated(found, language))
          .map((problem) => (
            <li
              key={`${problem.from}:${placeOf(problem)}:${problem.message}`}
              class={`problem ${problem.level}`}
              lang={problem.code === undefined ? undefined : language}
            >
              <p class="problem-head">
                <span class="tag">{problem.level === 'error' ? words.error : words.warning}</span>
                <span class="tag plain">{problem.from === 'build' ? words.build : words.run}</span>
                {problem.file !== '' && (
                  <SourcePlace aim={{ file: problem.file, line: problem.line, column: problem.column }} />
                )}
                {problem.origin && <code>{words.origin(originText(problem.origin))}</code>}
              </p>
              <p class="problem-message">{problem.message}</p>
              {problem.fix !== undefined && (
                <p class="problem-fix">
                  <strong>{words.fix}</strong>
                  {problem.fix}
                </p>
              )}
              {problem.stack !== undefined && (
                <details>
                  <summary>{words.stack}</summary>
                  <Detail data={problem.stack} />
                </details>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
