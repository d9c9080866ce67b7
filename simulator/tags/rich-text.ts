import { anything, defineTag, text } from './define';
import { inner } from './dom';
import { buildRichText } from './rich-text-nodes';

export const richText = defineTag({
  template: '<h-div class="content"/>',
  properties: { nodes: anything<unknown>(''), space: text() },
  observers: {
    nodes(nodes: unknown) {
      inner(this, 'content')?.replaceChildren(...buildRichText(nodes, this));
    },
    space(space: string) {
      this.$$.toggleAttribute('keep-spaces', space !== '');
    },
  },
  attached() {
    inner(this, 'content')?.replaceChildren(...buildRichText(this.data.nodes, this));
  },
  css: `
tt-rich-text { display: block; overflow-wrap: anywhere; }
tt-rich-text[keep-spaces] { white-space: pre-wrap; }
tt-rich-text img { max-width: 100%; }`,
});
