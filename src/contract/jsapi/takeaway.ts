import { TOLERANCES } from '../schema/formats';
import { integer, object, required, text } from '../schema/fields';

/** 13 digits. */
const time = (doc: string) =>
  integer(`${doc}, ms`, { required, min: 1e12, max: 1e13 - 1, tolerates: TOLERANCES.seconds });

const WINDOW = { startTime: time('start'), endTime: time('end') };

/** `deliveryInfo` of tt.createOrder, for businessLine 3 (contract jsapi §1.2). */
export const DELIVERY_INFO = object(
  {
    poiId: text('shop', { required }),
    bookType: integer('1 实时单, 2 预约单', { required, oneOf: [1, 2] }),
    deliveryType: integer('1 同城配送, 2 到店自提', { required, oneOf: [1, 2] }),
    receiptInfo: object(WINDOW, 'expected receipt', { required }),
    bookInfo: object(WINDOW, 'scheduled window', { required: 'scheduled' }),
    selfPickInfo: object(
      {
        ...WINDOW,
        shopInfo: object(
          {
            shopId: text('id'),
            shopName: text('name', { required }),
            address: text('address', { required }),
            phoneNumber: text('phone', { required }),
          },
          'pick-up shop',
          { required },
        ),
      },
      'pick-up',
      { required: 'pickUp' },
    ),
  },
  'delivery',
  { required: 'takeaway', sdk: true },
);

/** `addressInfo` of tt.createOrder, for a delivered order of businessLine 3. */
export const ADDRESS_INFO = object(
  {
    addressId: text('id of an address that the user keeps at Douyin'),
    locationInfo: object(
      {
        provinceCode: text('e.g. 440000', { required }),
        provinceName: text('e.g. 广东省', { required }),
        cityCode: text('e.g. 440300', { required }),
        cityName: text('e.g. 深圳市', { required }),
        districtCode: text('e.g. 440303', { required }),
        districtName: text('e.g. 罗湖区', { required }),
        townCode: text('town code'),
        townName: text('town'),
        locationAddress: text('full address', { required }),
        locationName: text('poi name'),
      },
      'place',
      { required: 'noAddressId' },
    ),
    doorNumber: text('门牌号', { required: 'noAddressId' }),
  },
  'address',
  { required: 'delivered', sdk: true },
);

/** A takeaway time in ms: 10 digits count as seconds (README Q8). */
export function takeawayTime(value: number): number {
  return TOLERANCES.seconds.test(value) ? value * 1000 : value;
}
