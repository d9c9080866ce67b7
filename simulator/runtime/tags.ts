import type * as glassEasel from 'glass-easel';
import type { MiniProgramEnv, CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { TagTemplates } from '../protocol';
import type { TagDefinition } from '../tags/types';

type Definitions = Map<string, glassEasel.GeneralComponentDefinition>;
type ComponentParams = Parameters<glassEasel.ComponentSpace['defineComponent']>[0];

const DATA_OF_TAG = { idPrefixGenerator: null, writeIdToDOM: true, virtualHost: false } as const;

/**
 * Defines the built-in tags. Must run before the program's code space is made. Each tag has a style scope of
 * its own: in a shared one the `.on` of two tags would be one class.
 */
export function defineTags(
  env: MiniProgramEnv,
  tags: Record<string, TagDefinition>,
  templates: TagTemplates,
): Definitions {
  const space = env.getGlobalCodeSpace().getComponentSpace();
  const definitions: Definitions = new Map();
  for (const [name, tag] of Object.entries(tags)) {
    const params = {
      is: `tt:${name}`,
      options: {
        ...DATA_OF_TAG,
        styleScope: space.styleScopeManager.register(`ttb-${name}`),
        reflectToAttributes: tag.reflect === true,
      },
      template: { groupList: templates, content: templates[name], fallbackListenerOnNativeNode: true },
      properties: tag.properties ?? {},
      data: tag.data ?? {},
      observers: tag.observers ?? {},
      methods: tag.methods ?? {},
      externalClasses: tag.externalClasses ?? [],
      lifetimes: {
        attached: tag.attached ?? ((): void => undefined),
        detached: tag.detached ?? ((): void => undefined),
      },
    };
    definitions.set(
      name,
      space.defineComponent(params as unknown as ComponentParams) as glassEasel.GeneralComponentDefinition,
    );
  }
  return definitions;
}

/** Makes the tags known to the program's templates. */
export function useTags(space: CodeSpace, definitions: Definitions): void {
  for (const [name, definition] of definitions)
    space.getComponentSpace().setGlobalUsingComponent(name, definition);
}

export function tagStyles(tags: Record<string, TagDefinition>): string {
  return Object.entries(tags)
    .map(([name, tag]) => tag.css.replaceAll('@S@', `.ttb-${name}--`))
    .join('\n');
}
