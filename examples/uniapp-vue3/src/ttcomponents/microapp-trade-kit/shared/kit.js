"use strict"
function e(e){let t=0
for(const r of e){const e=r.codePointAt(0)
t+=e<128?1:e<2048?2:e<65536?3:4}return t}function t(e){return null===e?"null":Array.isArray(e)?"array":typeof e}function r(e,t,r){return`${e} should be ${t}, but got ${r}`}function n(e){try{return JSON.stringify(e)||""}catch(e){return""}}function o(o,s,i,c,a=1/0){const u=i.replace("?",""),d=t(s)
if(d!==u)return"undefined"===d&&u!==i?void 0:r(o,u,d)
if(void 0===c)return
const p="number"===u?s:"array"===u?s.length:e("object"===u?n(s):s)
return Number.isInteger(p)&&p>=c&&p<=a?void 0:r(o,`${"number"===u?"integer":"array"===u?"length":"bytes"} from ${c} to ${a}`,p)}const s="__microappTradeKit1__"
let i
const c=()=>({seq:0,pending:new Map,sets:new Map,live:new Set})
function a(e){try{const t=e()
return t[s]||(t[s]=i||c(),t[s])}catch(e){return}}function u(){return a(()=>tt)||a(()=>getApp())||(i=i||c())}function d(e){try{const{errMsg:t,message:r}=Object(e)
return t||r?String(t||r):"object"==typeof e?JSON.stringify(e):String(e)}catch(e){return"no reason that can be read"}}function p(e,t,r){return new Promise(t=>t(e())).catch(e=>{const n=Object(e),{errLogId:o}=n,s={errNo:"rejected"===n.kind?r:t,errMsg:d(e)}
throw n.errNo?n:o?Object.assign(s,{errLogId:o}):s})}function f({component:e,state:t,event:r,part:n,error:o}){const s=Object(o).stack,i=t?` (state ${t}, event ${r})`:""
console.error(`[microapp-trade-kit] ${e}${i}: ${n} threw`,s||o)}function l(e){const t=u().config
if(t&&t.report)try{return void t.report(e)}catch(e){f({component:"setup",state:"",event:"",part:"report",error:e})}f(e)}function g(){const e=u().config
if(!e)throw new Error("[microapp-trade-kit] call setup() in the app entry")
return e}let h=!1
function m(){const e=u().config
try{return e&&e.platform.app()||{}}catch(e){return h||l({component:"App",state:"",event:"",part:"app",error:e}),h=!0,{}}}const b=[1e4,10002,11004,20002,20003,21004,21016]
function y(e,t){let r
const n=e=>{const o=Math.min(Math.max(e,0),2147483647)
r=setTimeout(()=>e>o?n(e-o):t(),o)}
return n(e),()=>clearTimeout(r)}let O,N=[],x=0,v=6e4,k=0,j=0,w=0
function I(){const e=Date.now()+j
return e<k-15e3?(j+=k-e,w++):void 0!==O&&e>x+15e3&&(x=e,w++),k=Math.max(k,e)}const E=({clock:e})=>e.jumps!==w
function $(){k=Math.max(k,x)
const e=w,t=I()
v=w>e?Math.min(2*v,36e5):6e4
const r=N.filter(E),n=N.filter(e=>!E(e))
N=n.filter(({at:e})=>e>t),r.forEach(({clock:e})=>e.jumps=w),P(),r.forEach(({ring:e})=>e(!0)),n.filter(({at:e})=>e<=t).forEach(({ring:e})=>e(!1))}function P(){const e=I()
if(clearTimeout(O),O=void 0,!N.length)return
const t=Math.min.apply(null,N.map(t=>E(t)?e:t.at))
x=Math.min(Math.max(t,e),e+v),O=setTimeout($,x-e)}const _="microapp-trade-kit:sessions"
function R(){const e=u()
return e.sessions||(e.sessions={sessions:{},listeners:{}})}function A(e){const{sessions:t}=R(),r=e.load(_)||{}
return Object.keys(r).forEach(e=>{t[e]||(t[e]=Object.assign(r[e],{stale:!0}))}),t}function M(e,t){const r=A(e)
r[t.id]=t,Object.keys(r).forEach(n=>{const o=r[n];(o!==t&&"open"===o.phase&&!o.waiting.length||e.now()-o.since>1728e5)&&delete r[n]})
try{e.save(_,r)}catch(e){l({component:"session",state:"",event:"",part:"platform.save",error:e})}}function L({tell:e},t){try{e(t)}catch(e){l({component:"session",state:"",event:"",part:"listener",error:e})}}function S(e,t,r){if(t.reported===t.attempts)return
t.reported=t.attempts,t.phase="open",t.stale=!1
const n=R().listeners[t.id]
n||t.waiting.push(r),M(e,t),n&&L(n,r)}function T(e,t,r,n=4){const{getOrder:o}=e.merchant
return 4===r?Promise.resolve({code:r}):o({outOrderNo:t}).then(e=>function({state:e},t){if("paid"===e)return{code:0}
const r="closed"===e
return!r&&"unpaid"!==e||0===t||9===t?void 0:{code:t,closed:r}}(e,r),e=>e.lacking?{code:r}:void 0).then(o=>o||(n<=1?{code:9}:new Promise(e=>{y(1e3,e)}).then(()=>T(e,t,r,n-1))))}function D(e,t){return{status:"fail",orderId:t.orderId,outOrderNo:t.outOrderNo,result:{errMsg:e.errMsg}}}const C=({errMsg:e,errLogId:t},r)=>Object.assign({errNo:r,errMsg:e},t?{errLogId:t}:void 0)
function q(e,t){if("cashier"===t.kind){const{orderId:r,outOrderNo:n}=t
return T(e,n,t.code).then(({code:e,closed:t})=>({pay:{status:"success",orderId:r,outOrderNo:n,result:{code:e,orderId:r}},closed:!!t}))}const{error:r}=t
if("noCashier"===t.kind){const{orderId:n,outOrderNo:o}=t,s=r.errNo>=1e4&&r.errNo<=10002
return e.merchant.getOrder({outOrderNo:o}).catch(()=>{}).then(e=>{const i=e&&e.state
if("paid"===i||"processing"===i)return{pay:{status:"success",orderId:n,outOrderNo:o,result:{code:"paid"===i?0:9,orderId:n}},closed:!1}
const c=i?"closed"===i:26001===r.errNo,a={pay:D(r,t),closed:c}
return s?Object.assign(a,{error:C(r,r.errNo)}):a})}const n=function(e){return b.indexOf(e)>=0}(r.errNo)?21518:21517
return Promise.resolve({error:C(r,n),pay:D(r,{orderId:"",outOrderNo:""})})}const F={unpaid:4,closed:3}
function J(e,t){t.reported=t.attempts,t.phase="open",t.stale=!1,M(e.platform,t)}function U(e,t){const{getOrder:r,findOrder:n}=e.merchant,{goods:o}=t
return(t.outOrderNo?r({outOrderNo:t.outOrderNo}):n&&o?n({goodsId:o.goodsId,since:t.since}):Promise.resolve(null)).then(r=>{if(!r)return J(e,t),null
const{orderId:n,outOrderNo:o}=r
t.orderId=n,t.outOrderNo="closed"===r.state?"":o
const s=F[r.state]||("paid"===r.state?0:9)
return S(e.platform,t,{pay:{status:"success",orderId:n,outOrderNo:o,result:{code:s,orderId:n}}}),r})}function B(e,t){const{getOrder:r,getRefund:n}=e.merchant,o=t.refund.order.refunds
return r({outOrderNo:t.outOrderNo}).then(r=>{const s=r.refunds.filter(e=>o.indexOf(e)<0)[0]
if("paying"===t.phase&&s)return n({outRefundNo:s}).then(({refundId:r,orderId:n})=>{t.outRefundNo=s,S(e.platform,t,{refund:{status:"success",result:{refundId:r,outRefundNo:s,orderId:n}}})})
t.refund.order=Object.assign({},t.refund.order,r),t.stale&&J(e,t)})}const H=e=>(e||{}).detail||{}
function V(e){const{__rid:t}=H(e)
return void 0===t?void 0:u().pending.get(t)}function W(e){return!!H(e).__probe}function K(e){const t=e
return Object.assign(function(...e){const r=V(e[0])
if(r&&r.ack(),!W(e[0])){if(!r)return t.apply(this,e)
try{const n=t.apply(this,e)
return r.answer(n),n}catch(e){throw r.answer(Promise.reject(e)),e}}},e,{__reply:!0})}const Y={EXPIRED_RETURNS:"\u8fc7\u671f\u9000",REFUND_ANYTIME:"\u968f\u65f6\u9000",REFUNDABLE_DAYS:"#\u65e5\u5185\u53ef\u9000",NON_REFUNDABLE:"\u4e0d\u53ef\u9000",RESERVATION_FREE:"\u514d\u9884\u7ea6",BOOK_IN_ADVANCE:"\u63d0\u524d#\u65e5\u9884\u7ea6"}
function z(e){return e?[].concat(e):[]}const X=/^[\w#(),.% -]+$/
let G=!1
const Q=()=>function(){const e=u().config,t=e&&e.theme
return t&&"light"!==t?"ground:#0e0e11;paper:#1c1c21;fill:#2b2b32;line:#34343c;ink:#f0f0f3;quiet:#a6a8b2;accent:#ff7a91;good:#5ccfa6;good-bg:#12372b;wait:#f0bd62;wait-bg:#3a2d10;bad:#ff8da1;bad-bg:#45161f;".replace(/[\w-]+(?=:)/g,("dark"===t?"--kit-":"--dark-")+"$&"):""}()+function(){const e=m()
if(!e.getThemeConfig)return""
try{const t=e.getThemeConfig()
if(!t||"object"!=typeof t)throw new Error(`it should return an object, but got ${String(t)}`)
const r=(e,t)=>"string"==typeof t&&X.test(t)?`--trade-${e}:${t};`:""
return r("bg",t.backgroundColor)+r("color",t.fontColor)+r("radius",t.borderRadius)}catch(e){return G||l({component:"App",state:"",event:"",part:"getThemeConfig",error:e}),G=!0,""}}(),Z=(e,t)=>{const r={}
return t.forEach(t=>r[t]=e[t]),r},ee=({idle:e})=>Object.assign({theme:Q()},e)
function te(e,t){return t?{errNo:e,errMsg:t}:void 0}function re(e){return te(21522,o("order-id",e,"string",1,64))}function ne(e,t){const{handlers:r}=e.data,n="string"==typeof r?u().sets.get(r):r
return n&&"function"==typeof n[t]?n:void 0}function oe(e){let t=!1
const r=(e,r)=>{if("__rid"!==e)return r
t=!0}
try{const n=JSON.stringify(e,r)
return t?JSON.parse(n):e}catch(t){return e}}function se(e,t,r){return e[t]({type:t,detail:r})}function ie(e,t,r,n,o){const s=u(),{pending:i}=s,c="r"+ ++s.seq,a=ne(e,t),d=Object.assign({},r,{__rid:c})
let p,f=()=>{}
const l=(e,t)=>{f(),f=y(e,t)},g=e=>{i.delete(c)&&(f(),e&&n(e))},h={asker:e,ack(){void 0===o?g({kind:"value",value:!0}):h.acked||l(o,()=>g({kind:"timeout"})),h.acked=!0},answer(e,t){const r=!p
t&&(p=!0),h.answered=!0
const n=e=>{!r||!t&&p||g(e)}
Promise.resolve(e).then(e=>n({kind:"value",value:oe(e)}),e=>n({kind:"failed",reason:e}))},free:g}
i.set(c,h)
try{a?(h.ack(),h.answer(se(a,t,d))):(l(1e3,()=>l(1e3,()=>g({kind:"missing"}))),s.scan&&s.scan(),e.triggerEvent(t,d))}catch(e){h.answer(Promise.reject(e))}}function ce(e,t,r,n){return new Promise(o=>ie(e,t,r,o,n))}function ae(e,t){return new Promise(r=>{ne(e,t)?r(!0):u().auto?ie(e,t,{__probe:!0},e=>r("value"===e.kind)):r(void 0)})}const ue=e=>`no bind:${e}, or its return value was lost: import microapp-trade-kit/auto or /taro in the app entry, or wrap the handler with withReply`
function de(e){let t="The return value of bind:applyrefund should be an object"
if(!o("",e,"object")){const r=Object.assign({},e),s=r.itemOrderList
t="itemOrderList"in r?function(e){let t=o("itemOrderList",e,"array",1)
for(let r=0;!t&&r<e.length;r++){const n=`itemOrderList[${r}]`,s=e[r]
t=o(n,s,"object")||o(`${n}.itemOrderId`,s.itemOrderId,"string",1)||o(`${n}.refundAmount`,s.refundAmount,"number?",1)}return t}(s):void 0,delete r.itemOrderList
const i=n(r)
if(!t&&i)return s?{cpExtra:i,itemOrderList:s}:{cpExtra:i}}return{errNo:21534,errMsg:t||r("bind:applyrefund","JSON","no JSON")}}function pe(e,t,r,n){if("value"!==e.kind)return"missing"===e.kind?{errNo:r,errMsg:ue(t)}:{errNo:n,errMsg:`${t} failed: ${d("failed"===e.kind?e.reason:"no answer in time")}`}}const fe=e=>`#${String(e)}`
function le(e){if(e)throw e}const ge=(e,{props:t,whole:r})=>{return o("",n=r&&e.legacy?e.itemOrders.reduce((e,{refundableAmount:t})=>e+t,0):t.refundTotalAmount,"number",1)?void 0:n
var n},he=[[21526,21527],[21528,21529],[21532,21532]],me=e=>({guard:"refused",target:e,effects:["report"]}),be={EXPIRED_RETURNS:1,REFUND_ANYTIME:2,REFUNDABLE_DAYS:-2,NON_REFUNDABLE:2,RESERVATION_FREE:3,BOOK_IN_ADVANCE:-3},ye=[["currentPrice","number",0],["goodsName","string",1,256],["goodsPhoto","string",1,512],["goodsLabels","array?"]],Oe=[["minLimits","number",1,99999],["maxLimits","number",1,99999],["dateRule","string"],["validation","object?"],["extra","object?",2,2048],["tradeOption","object?",2,2048],["marketingVersion","number?"]],Ne=e=>e.replace(/[\uff10-\uff19]/g,e=>String.fromCharCode(e.charCodeAt(0)-65248))
exports.$=({skew:e})=>I()+e,exports.A=function(e){return"__quiet"in e},exports.B=function(e){return"__reply"in e},exports.C=t,exports.D=function(e){const t=Y[e.type]
return"string"==typeof t?t.replace("#",`${e.value}`):e.type},exports.E=function(e,t){const{merchant:r}=g()
r.getSubject&&p(()=>r.getSubject().then(({name:e})=>e),21536,21536).then(e,t)},exports.F={1:"\u914d\u9001\u8d39",2:"\u5305\u88c5\u8d39",18:"\u57fa\u5efa\u8d39",19:"\u71c3\u6cb9\u8d39",20:"\u7a0e\u8d39"},exports.G=function(e){const{listeners:t}=R()
Object.keys(t).forEach(r=>{t[r].owner===e&&delete t[r]})},exports.H=function(e,t,r,n){R().listeners[t.id]={owner:r,tell:n}
const o=t.waiting.splice(0)
o.length&&M(e,t),o.forEach(e=>L({owner:r,tell:n},e))},exports.I=r,exports.J=ue,exports.K=function(e,t,r){const n=`${t} cannot be opened: ${d(r)}`
return console.error(`[microapp-trade-kit] ${n}; list it in app.json or setup({ pages }), and leave room below the page limit`),e.toast("\u9875\u9762\u65e0\u6cd5\u6253\u5f00\uff0c\u8bf7\u8fd4\u56de\u540e\u91cd\u8bd5"),{errNo:Number(Object(r).errNo)||0,errMsg:n}},exports.L=function(e,t,r){const n="pay"===t?ae(e,t):Promise.resolve(void 0),o=ne(e,t)
return new Promise(n=>n(o?se(o,t,r):e.triggerEvent(t,r))).catch(e=>l({component:"page",state:"",event:t,part:`bind:${t}`,error:e})),n},exports.M=function({asker:e,order:t,params:r},n,o){const{sessions:s}=g(),{props:i,status:c}=n,a=fe(i.orderId)
if(c>1){const t=`&refundId=${encodeURIComponent(i.refundId)}`
return s.open(e,a,{},"refundDetail",t,o)}const u={order:t,params:r,amount:ge(t,n)},d={orderId:t.orderId,outOrderNo:i.orderId,refund:u}
return s.open(e,a,d,"refundApply","",o)},exports.N=fe,exports.O=function(e){const t=Ne(e).replace(/[\s\-\u2010-\u2015\uff0d()\uff08\uff09\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,"").replace(/^(?:[+\uff0b]|00)?86(?=1\d{10}$)/,"")
return/^1[3-9]\d{9}$/.test(t)?t:""},exports.P=ae,exports.Q=V,exports.R=b,exports.S=d,exports.T=pe,exports.U=function(e){u().sets.delete(e)},exports.V=function(e,t,r,n){const{goods:o}=t,{currentPrice:s,stock:i}=r,c=void 0===t.libraryPrice?o.currentPrice:t.libraryPrice,a=o.currentPrice===c?s:o.currentPrice,u=a!==o.currentPrice||i<n
return t.goods=Object.assign({},o,{currentPrice:a,stock:i}),t.libraryPrice=s,M(e,t),u},exports.W=function(e,t){const r=V(e)
r&&(r.ack(),r.answer(t,!0))},exports.X=S,exports.Y=U,exports.Z=function(e){const t=A(e.platform)
Object.keys(t).forEach(r=>{const n=t[r]
n.stale&&"paying"===n.phase&&("refund"in n?B(e,n):U(e,n)).catch(e=>console.warn("[microapp-trade-kit] what became of a payment or refund is not known yet",e))})},exports._=B,exports.a=function(e,t,r){const n={clock:e,at:t-e.skew,ring:r}
return N.push(n),(void 0===O||n.at<x||E(n))&&P(),()=>{N=N.filter(e=>e!==n),N.length||P()}},exports.a0=n,exports.a1=function(e,{properties:t,externalClasses:r,texts:n,page:o,touches:s}){const i={},c=(e,t,r)=>{e.running&&e.running.send(t,r)}
Object.keys(s).forEach(e=>{i[e]=function(t){const r=s[e](t,this.data)
r&&c(this,r[0],r[1])}}),o&&(i.onLoad=function(t){c(this,"OPEN",Z(t||{},e.props))})
const a={externalClasses:r||[],properties:t,data:Object.assign({texts:n},ee(e)),observers:{[e.props.join()](){this.running&&this.running.changed()}},lifetimes:{attached(){this.running=function({machine:e,implementation:t,context:r,view:n,idle:o,props:s},i){const c=Object.assign({theme:i.data.theme},o)
let a,u=!1
const d=function(e,t,r,n){const o=t.reducers,s=e.lasting||[]
let i=e.initial,c="",a=0,u=!1,d=!1,p=[],f={}
const l=[],g=(t,r,o)=>{try{return r()}catch(r){const s=`${t} ${String(r)}`
return l.indexOf(s)<0&&(l.push(s),n.report({component:e.id,state:i,event:c,part:t,error:r})),void(o&&o(r))}},h=e=>{"THROWN"!==c&&p.push(["THROWN",e])},m=e=>{const t=f[e]
delete f[e],t&&g(e,t.end)},b=(e,n)=>{const o=a,i=(...e)=>N(e[0],e[1],s.indexOf(e[0])<0?o:void 0)
z(e).forEach(e=>{m(e)
const o=g(e,()=>t.effects[e]({context:r,send:i}),h)
o&&(f[e]={end:o,local:n},u&&m(e))})},y=(e,t)=>{const n=o[e]
n&&Object.assign(r,n(r,t))},O=(o,s)=>{const u=e.states[i],d=z(u.on&&u.on[o]||e.on&&e.on[o])
if(!d.length)return
c=o
let p=!1
const l=e=>{p=!0,h(e)}
g("reducer",()=>y(o,s),l)
const O=d.find(({guard:e})=>!p&&(!e||g(e,()=>t.guards[e](r),l)))
if(O){const{target:t}=O
if(t&&Object.keys(f).forEach(e=>{f[e].local&&m(e)}),b(O.effects,!1),t){i=t
const r=e.states[i]
r.attempt&&(a++,g("reducer",()=>y("ATTEMPT"),h)),b(r.entry,!0)}}g("view",n.changed)},N=(e,t,r)=>{if(p.push([e,t,r]),!d){d=!0
for(let e=p.shift();e;e=p.shift())u||void 0!==e[2]&&e[2]!==a||O(e[0],e[1])
d=!1}}
return{get state(){return i},context:r,send:(...e)=>N(e[0],e[1]),stop(){u=!0,p=[],Object.keys(f).forEach(m),f={}}}}(e,t,r(i),{changed(){const e=Object.assign({theme:Q()},n(d.state,d.context)),t={}
Object.keys(e).forEach(r=>{var n,o;(n=e[r])!==(o=c[r])&&JSON.stringify(n)!==JSON.stringify(o)&&(t[r]=e[r])}),Object.keys(t).length&&(i.setData(t),Object.assign(c,t))},report:l})
return Object.assign(d,{changed(){u||(u=!0,Promise.resolve().then(()=>{u=!1
const e=Z(i.data,s),t=JSON.stringify(e),r=d.send
t===a?r("SAME"):r("PROPS",e),a=t}))}})}(e,this),this.running.changed()},detached(){this.running&&function(e,t){const r=u().config
var n
r&&r.sessions.leave(e),n=e,u().pending.forEach(e=>{e.asker===n&&e.free()}),t.stop()}(this,this.running),delete this.running}},pageLifetimes:{show(){c(this,"SHOW")},hide(){c(this,"HIDE")}},methods:i}
Component(a)},exports.a2=function(e,t){const r=A(e)
return Object.keys(r).map(e=>r[e]).filter(e=>e.subject===t&&(e.waiting.length||"paying"===e.phase))},exports.a3=e,exports.a4=y,exports.a5=e=>Array.from(e).filter(e=>!/^[\ud800-\udfff]$/.test(e)).join(""),exports.a6=function(e){const t=K(e)
return Object.assign(function(...e){const r=V(e[0]),n=t.apply(this,e)
return r&&n?Promise.resolve(n).catch(()=>{}):n},e,{__reply:!0,__quiet:!0})},exports.a7=K,exports.a8=function(e){return(e/100).toFixed(2)},exports.b=u,exports.c=m,exports.d=e=>({entry:["askApplyRefund"],on:{APPLIED:[me(e),{target:"opening"}],THROWN:{target:e}}}),exports.e=ce,exports.f=function({asker:e,bound:t},r){const{merchant:n}=g(),{props:s,status:i}=r,c=s.orderId,a=s.refundId,[u,d]=he[Math.min(i,2)]
return p(()=>i>1?(le(te(21523,o("refund-id",a,"string",1,64))),n.getRefund({outRefundNo:a}).then(()=>({}))):(le(re(c)),n.getOrder({outOrderNo:c}).then(n=>i?(le(function(e,t){return e.goods?e.refundableQuantity>0?!e.legacy||t.whole||ge(e,t)?void 0:{errNo:21524,errMsg:"a legacy order needs refund-total-amount"}:{errNo:21531,errMsg:"the refundable quantity is 0"}:{errNo:21530,errMsg:"the order has no goods"}}(n,r)),(void 0===t?ae(e,"applyrefund"):Promise.resolve(t)).then(e=>({order:n,bound:e}))):{order:n})),u,d).catch(e=>({error:e}))},exports.g=function({asker:e,bound:t,props:r}){const{orderId:n}=r
return(!1===t?Promise.resolve({kind:"missing"}):ce(e,"applyrefund",{orderId:n},r.handlerTimeout||6e4)).then(e=>{const t="missing"===e.kind,n=t?r.applyRefundParams:e.value
if(t&&!n)return{}
const o=!t&&pe(e,"applyrefund",21533,21533)||de(n)
return"errNo"in o?{error:o}:{params:n}})},exports.h=(e,t=[])=>({entry:["askOrdered"],on:{ASKED:[me(e),...t,{guard:"isApplying",target:"applying"},{target:"opening"}],THROWN:{target:e}}}),exports.i=function(e,t){t.phase="paying",t.attempts++,M(e,t)},exports.j=function(e,t,r){const n=e.now(),o=Object.assign({id:`${n}-${Math.random().toString(36).slice(2)}`,subject:t,since:n,phase:"open",orderId:"",outOrderNo:"",attempts:0,reported:0,waiting:[]},r)
return M(e,o),o},exports.k=e=>Array.from(e).length,exports.l=de,exports.m=function(e,t){let n=21512,s=o("getGoodsInfo",e,"object")
if(!s){const i=2===t,c=Object.assign({},e)
if(void 0===c.minLimits&&(c.minLimits=1),void 0===c.maxLimits&&(c.maxLimits=99999),void 0===c.dateRule&&(c.dateRule="\u5468\u4e00\u81f3\u5468\u65e5\u53ef\u7528"),!i)for(const[e]of ye)delete c[e]
if(s=function(e,t){for(const[r,n,s,i]of t?ye.concat(Oe):Oe){const t=o(r,e[r],n,s,i)
if(t)return t}const r=e.validation&&e.validation.phoneNumber
return o("minLimits",e.minLimits,"number",1,e.maxLimits)||o("validation.phoneNumber",r,"object?")||o("validation.phoneNumber.required",r&&r.required,"boolean?")}(c,i),!s&&c.goodsLabels&&(n=21511,s=function(e){if(e.length>3)return r("goodsLabels","at most 3 labels",e.length)
const t=[]
for(let n=0;n<e.length;n++){const s=`goodsLabels[${n}]`,i=e[n],c=o(s,i,"object")||o(`${s}.type`,i.type,"string")
if(c)return c
const a=be[i.type]
if("number"!=typeof a)return r(`${s}.type`,"a known type",i.type)
const u=a<0&&o(`${s}.value`,i.value,"number",1)
if(u)return u
const d=t[Math.abs(a)]
if(d)return r(`${s}.type`,`none that ${d} excludes`,i.type)
t[Math.abs(a)]=i.type}}(c.goodsLabels)),!s)return{info:c}}return{errNo:n,errMsg:s}},exports.n=re,exports.o=function(e){return te(21500,o("mode",e.mode,"number",1,2))||(2===e.mode?te(21501,o("goods-id",e.goodsId,"string",1,64))||te(21502,o("goods-type",e.goodsType,"number",1,2)||(2===e.bizLine&&2===e.goodsType?r("goods-type","1 with biz-line 2",2):void 0)):te(21521,o("order-status",e.orderStatus,"number",0,4)))},exports.p=function(e){const t=I()
return{skew:(e||Date.now())-t,jumps:w}},exports.q=function(e,t){const r=R().listeners[e.id]
r&&L(r,{error:t})},exports.r=function(e,t,r,n){return new Promise(e=>e(r())).catch(e=>{const r={errNo:0,errMsg:d(e)},{orderId:n,outOrderNo:o}=t
return o?{kind:"noCashier",error:r,orderId:n,outOrderNo:o}:{kind:"noOrder",error:r}}).then(r=>{const o=q(e,"noOrder"===r.kind||r.orderId?r:Object.assign({},r,{orderId:t.orderId}))
return n&&n(),o}).then(r=>{const{pay:n,closed:o}=r
return n&&n.outOrderNo&&(t.orderId=n.orderId,t.outOrderNo=o?"":n.outOrderNo),S(e.platform,t,r),r})},exports.s=g,exports.t=function(e){const t=/^\s*(\d{1,15})(?:[.\uff0e]0*)?\s*$/.exec(Ne(e))
return t?Number(t[1]):void 0},exports.u=function(e){const t=u(),r="h"+ ++t.seq
return t.sets.set(r,e),r},exports.v=function(e,t){return A(e)[t]},exports.w=p,exports.x=function(e){const t=e
return!(o("",t,"object")||o("",t.feeType,"number",0)||o("",t.feeAmount,"number",0)||o("",t.feeDiscountAmount,"number?",0)||o("",t.feeDesc,"string?"))},exports.y=(e,t)=>Math.abs(Date.now()-e)>t,exports.z=W
