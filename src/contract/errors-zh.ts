/** Cause and fix of every code in Chinese: what errors-buying.ts and errors-ordered.ts say in English. */
export interface AdviceZh {
  causeZh: string;
  fixZh: string;
}

const say = (causeZh: string, fixZh: string): AdviceZh => ({ causeZh, fixZh });

const OTHER_WAY = '提供「继续支付」，让用户换一种支付方式。';
const ORDER_QUERY = say('查询订单时服务端出错或连不上。', '让用户再点一次；然后在服务端日志里找这个请求。');
const NO_ORDER = say(
  '没有这个单号的订单：常见的是传了抖音的单号，而不是开发者自己的。',
  '传你的服务端在 pre_create_order 中回答的 out_order_no。',
);

/** By errNo. */
export const ADVICE_ZH: Readonly<Record<number, AdviceZh | undefined>> = {
  10000: say('收银台在支付之前或支付时出错。', '订单已经存在：为它提供「继续支付」。'),
  10001: say('用户选择微信支付，但系统没有打开微信。', OTHER_WAY),
  10002: say('用户选择微信支付，但设备上没有微信。', OTHER_WAY),
  21500: say(
    '`mode` 不是数字 1 或 2，常见的是页面第一次渲染时数据还是 undefined。',
    '绑定数字 `mode="{{2}}"`，值确定之后再渲染按钮。',
  ),
  21501: say(
    '`goods-id` 缺失、为空、不是字符串，或超过 64 字节（UTF-8）。',
    '以字符串传 spuid（商品库）或自己的商品号；int64 的 product_id 请在服务端转成字符串。',
  ),
  21502: say(
    '`goods-type` 不是 1 或 2，或 `biz-line` 为 2（泛知识）时它是 2。',
    '商品库商品与一切泛知识商品传 1，库外商品传 2。',
  ),
  21503: say(
    '按钮索要商品信息时没有人回答：没有绑定函数，或框架丢掉了函数的返回值。',
    '绑定 `getgoodsinfo`，或传 `goods-info`；在框架里于应用入口引入适配器一次，或使用 `handlers`。',
  ),
  21504: say(
    '没有绑定 `placeorder`，登记的一组函数里也没有。',
    '给 `placeorder` 绑定一个让用户登录并返回 Promise 的函数；不需要登录时返回已 resolve 的 Promise 即可。',
  ),
  21505: say(
    '商品库或挡在它前面的服务端出错或连不上。',
    '再点一次会重新尝试；然后在服务端日志里找这个请求。',
  ),
  21506: say(
    '这个小程序的商品库里没有这个号的商品：号写错、appid 不同，或尚未过审。',
    '对照商品库检查 spuid；库外商品要用 `goods-type` 2。',
  ),
  21507: say('查询支付能力时出错或连不上。', '请用户稍后再试；页面重新显示或属性改变后才会重新查询。'),
  21508: say(
    '管理支付能力的一方不认识这件商品或这个小程序。',
    '检查 goods-id 与 goods-type，以及小程序是否开通了交易能力。',
  ),
  21509: say(
    '函数抛错、Promise 被 reject，或超过 `handler-timeout`（15 秒）没有结果。',
    '从 errMsg 看它抛了什么；确保每个分支都 resolve 或 reject。',
  ),
  21510: say(
    '函数抛错、Promise 被 reject（常见的是用户拒绝登录），或 60 秒没有结果。',
    '用户拒绝登录时不用修复；其他情况看 errMsg。下一次点按会重新询问。',
  ),
  21511: say(
    '标签多于三个、类型未知或重复、两个类型互相排斥，或缺少天数。',
    '看 errMsg 指出的标签；退款标签（随时退、N日内可退、不可退）互斥，免预约与提前N日预约互斥。',
  ),
  21512: say(
    '结果不是对象，或字段缺失、类型不对、超出范围。`undefined` 多半是函数漏写了 `return`。',
    '看 errMsg 指出的字段。返回 resolve 出对象的 Promise；金额是整数分，限购是 1 到 99999。',
  ),
  21513: say(
    '用户比商品库、支付能力查询或 getgoodsinfo 函数更快。',
    '显示「获取中」之类的短提示；getgoodsinfo 很慢时值得看一看。',
  ),
  21514: say(
    '之前出现过 21505、21506、21509、21511、21512 中的一个。',
    '修复先前那个错误码所指的原因；这次点按已重新开始获取，下一次可能成功。',
  ),
  21515: say(
    '支付能力查询失败（21507、21508），或回答这个小程序不能为这件商品收款。',
    '在控制台为这些商品的商户开通支付，然后重新显示页面。',
  ),
  21516: say('没有绑定 `pay`。', '绑定 `pay`；它告诉你一次支付的结果，通常用来前往订单页。'),
  21517: say(
    '交易服务拒绝或出错，或开发者的服务端拒绝了预下单回调；errMsg 带有原文。',
    '`访问未授权` 与 `not login` 表示没有登录：在 placeorder 里登录。其他情况看 pre_create_order 的回答。',
  ),
  21518: say(
    '订单参数违反契约、商品未知、优惠之和不一致，或 out_order_no 已被用过。',
    'errMsg 写出字段；检查商品信息，以及你的服务端对 pre_create_order 的回答。',
  ),
  21521: say(
    '`order-status` 不是 0 到 4：常见的是原样传了自己的订单状态。',
    '换算状态：0 待支付，1 可退款，2 退款中，3 已退款，4 退款失败。',
  ),
  21522: say(
    '`order-id` 缺失、为空、不是字符串，或超过 64 字节。',
    '以字符串传开发者自己的单号（out_order_no），不是抖音的单号。',
  ),
  21523: say(
    '`refund-id` 缺失、为空、不是字符串，或超过 64 字节。',
    '以字符串传开发者自己的退款单号（out_refund_no），不是订单号。',
  ),
  21524: say(
    '交易模板 1.0 的订单按金额退款，而 `refund-total-amount` 缺失或不是大于 0 的整数。',
    '传要退的金额，单位是分，例如 200 元写 `refund-total-amount="{{20000}}"`。',
  ),
  21526: ORDER_QUERY,
  21527: NO_ORDER,
  21528: ORDER_QUERY,
  21529: NO_ORDER,
  21530: say('订单查询的回答里没有商品。', '让服务端随订单返回商品。'),
  21531: say(
    '订单的每一份都已核销、已退款或正在退款。',
    '只在有可退的份时显示按钮；否则显示退款（`order-status` 2 到 4）。',
  ),
  21532: say(
    '服务端出错，或没有这个号的退款：常见的是把订单号当 `refund-id` 传了。',
    '传你的服务端在 pre_create_refund 中回答的 out_refund_no。',
  ),
  21533: say(
    '函数抛错、Promise 被 reject，或 60 秒没有结果。',
    '从 errMsg 看它抛了什么；没有内容要传时不必绑定这个函数。',
  ),
  21534: say(
    '结果不是普通对象（多半是漏写 `return`），或 `itemOrderList` 不是明细的列表。',
    'resolve 一个对象；没有明细要写时，不要写 `itemOrderList` 这个键。',
  ),
  21535: say(
    '交易服务拒绝或出错，或开发者的服务端拒绝了预退款回调；errMsg 带有原文。',
    '看 errMsg 与 pre_create_refund 的回答，其中必须有 out_refund_no。用户可以再次提交。',
  ),
  21536: say(
    '模板页要显示的商户主体，查询时出错或连不上。',
    '购买或退款照常进行，只是不显示名称；在服务端日志里找这个请求。',
  ),
  21537: say('点按时查到了退款，而页面自己的查询出错。', '页面会提供重试；在服务端日志里找这个请求。'),
  21540: say('查询订单的券码时出错或连不上。', '卡片会提供重试；在服务端日志里找这个请求。'),
  21546: say(
    'App 对象上的 `userLogin` 抛错或 reject。没有这个函数时不会要求登录。',
    '看 errMsg；让 App 对象（Taro 中放在 `taroGlobalData` 里）的 `userLogin` 返回一个用户登录后 resolve 的 Promise。',
  ),
  21547: say(
    'App 对象上的 `getExtraInfo` 抛错、reject，或结果不是普通对象。没有这个函数时不发送额外内容。',
    '看 errMsg；让 `getExtraInfo` resolve 出在 getgoodsinfo 里会是 `extra` 的对象。',
  ),
};
