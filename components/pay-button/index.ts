import { tradeComponent } from '../../src/connect/component';
import { payButtonParts } from '../../src/pay-button/component';
import { lookProps, tradeProps } from '../../src/pay-button/props';

tradeComponent(payButtonParts, {
  externalClasses: ['custom-class', 'label-class', 'disabled-class'],
  properties: Object.assign({}, tradeProps, lookProps),
  touches: {
    onTap: (_, { disabled, loading }) => !disabled && !loading && ['TAP'],
  },
});
