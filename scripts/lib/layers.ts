import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';

interface LayerViolation {
  from: string;
  to: string;
  rule: string;
  comment: string;
}

interface LayerReport {
  violations: LayerViolation[];
  files: number;
  imports: number;
}

/** Applies the layering rules to folders of `root`. */
export async function checkLayers(root: string, folders: readonly string[]): Promise<LayerReport> {
  const { forbidden, options } = rules as {
    forbidden: IFlattenedRuleSet['forbidden'];
    options: ICruiseOptions;
  };
  const { output } = await cruise([...folders], {
    ...options,
    ruleSet: { forbidden },
    validate: true,
    baseDir: root,
  });
  const { summary } = output as ICruiseResult;
  const comments = new Map((forbidden ?? []).map((rule) => [rule.name, rule.comment ?? '']));
  return {
    violations: summary.violations.map(({ from, to, rule }) => ({
      from,
      to,
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
    })),
    files: summary.totalCruised,
    imports: summary.totalDependenciesCruised ?? 0,
  };
}
