import { tradeComponent } from '../../src/connect/component';
import { consumeCardParts } from '../../src/consume-card/component';
import { lookProps, tradeProps } from '../../src/consume-card/props';
import { TEXTS } from '../../src/consume-card/texts';

interface Touch {
  currentTarget: { dataset: { id: string } };
}

/** The item order of the code that is touched. */
const id = ({ currentTarget }: Touch): string => currentTarget.dataset.id;

tradeComponent(consumeCardParts, {
  externalClasses: ['custom-class', 'button-class', 'code-class'],
  properties: Object.assign({}, tradeProps, lookProps),
  texts: TEXTS,
  touches: {
    onRefresh: () => ['REFRESH'],
    onOpen: () => ['OPEN'],
    onClose: () => ['CLOSE'],
    onPick: (touch: Touch) => ['PICK', id(touch)],
    onPut: () => ['PUT'],
    onCopy: (touch: Touch) => ['COPY', id(touch)],
    onApply: () => ['APPLY'],
    onDetail: (touch: Touch) => ['DETAIL', id(touch)],
    /** Where a touch must end: the page behind does not move, what lies below is not tapped. */
    onNothing() {},
  },
});
