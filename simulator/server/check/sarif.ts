/** SARIF 2.1.0 (OASIS): the form in which code hosts and editors take findings. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../protocol';
import { translated } from '../../rules/diagnose';
import { isCode, wordsOf } from '../../rules/findings';
import type { Language } from '../../words/language';

interface SarifMessage {
  text: string;
}

interface SarifRule {
  id: string;
  shortDescription: SarifMessage;
  help: SarifMessage;
  defaultConfiguration: { level: Diagnostic['level'] };
}

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: Diagnostic['level'];
  message: SarifMessage;
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: string; uriBaseId: 'PROGRAM' };
        region?: { startLine: number; startColumn: number };
      };
    },
  ];
}

export interface SarifLog {
  $schema: string;
  version: '2.1.0';
  runs: [
    {
      tool: { driver: { name: string; version: string; rules: SarifRule[] } };
      columnKind: 'utf16CodeUnits';
      originalUriBaseIds: { PROGRAM: { uri: string } };
      results: SarifResult[];
    },
  ];
}

/** Texts of a rule still have the places of their values: `%{name}` becomes `name`. */
const bare = (text: string): string => text.replace(/%\{(\w+)\}/g, '$1');

function ruleOf(id: string, language: Language): SarifRule {
  if (!isCode(id)) throw new Error(`no finding ${id}`);
  const { level, message, fix } = wordsOf(id);
  return {
    id,
    shortDescription: { text: bare(message[language]) },
    help: { text: bare(fix[language]) },
    defaultConfiguration: { level },
  };
}

/** Each part of a path by itself: a name may have any sign in it. */
const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');

/** @param root the folder that the files are named from */
export function sarifLog(
  root: string,
  findings: readonly Diagnostic[],
  language: Language,
  version: string,
): SarifLog {
  const ids = [...new Set(findings.map(({ code }) => code ?? ''))].filter(isCode).sort();
  const results = findings.flatMap((finding): SarifResult[] => {
    const { code = '', level, file, line, column, message, fix } = translated(finding, language);
    if (!isCode(code)) return [];
    const region = line === undefined ? undefined : { startLine: line, startColumn: column ?? 1 };
    return [
      {
        ruleId: code,
        ruleIndex: ids.indexOf(code),
        level,
        message: { text: fix === undefined ? message : `${message}\n${fix}` },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: uriOf(file), uriBaseId: 'PROGRAM' },
              ...(region && { region }),
            },
          },
        ],
      },
    ];
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'trade-sim', version, rules: ids.map((id) => ruleOf(id, language)) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROGRAM: { uri: `${pathToFileURL(path.resolve(root)).href}/` } },
        results,
      },
    ],
  };
}
