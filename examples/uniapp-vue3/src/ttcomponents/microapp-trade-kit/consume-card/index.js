"use strict"
const e=require("../shared/kit.js"),t=["usable","refundFailed","expired","notStarted"]
function o({state:e,validFrom:o,validTo:n},r){return t.indexOf(e)<0?e:r>n?"expired":r<o?"notStarted":"refundFailed"===e?e:"usable"}const n=e=>"usable"===e||"refundFailed"===e,r=["7afkqikouikoqumosussssuuqsuuuuuuuuuuuuuu","agqiogimmqummoossqqqqsssssssssssssssssss","dmiqioimkosqokuossqusuuuusuuuuuuuuuuuuuu","hsmgmsqqososmooussqsuouuuuuuuuuuuuuuuuuu"],s=[")))))****,,,,,..../0011244456789:;;<=>@A",")))**,,,---01122356899:<=?ABDEGIKMNPSUWY","))**,,..000248498:=<??ACEJJKNPSUX[]`cfil","))*,,,-.003388:8;=AAAJFHKMPRUX[^adgjnruy"],a=(e,t)=>parseInt(r[e][t-1],36),i=(e,t)=>s[e].charCodeAt(t-1)-40
function d(e){if(e<2)return[]
const t=Math.floor(e/7)+1,o=32===e?26:2*Math.floor((4*e+2*t+3)/(2*t)),n=[6]
for(let r=t-1;r>=0;r--)n.push(4*e+10-r*o)
return n}function u(e){const t=d(e).length
return(16*e+128)*e+64-(t?(25*t-10)*t-55:0)-(e<7?0:36)>>3}const l=new Uint8Array(510),c=new Uint8Array(256)
for(let e=0,t=1;e<255;e++)l[e]=l[e+255]=t,c[t]=e,t=t<<1^(t>127?285:0)
function f(e,t,o){let n=e<<o
for(let e=31;e>=o;e--)n>>>e&1&&(n^=t<<e-o)
return n}const g="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:",p=[1818,12]
function h(e,t){const o=t.length,n=new Uint8Array(e.length+o)
n.set(e)
for(let r=0;r<e.length;r++){if(!n[r])continue
const e=c[n[r]]
for(let s=0;s<o;s++)n[r+1+s]^=l[e+t[s]]}return n.subarray(e.length)}const m=[]
function E(e){if(m[e])return m[e]
const t=new Uint8Array(e)
t[e-1]=1
for(let o=0;o<e;o++)for(let n=0;n<e;n++){const r=t[n]?l[c[t[n]]+o]:0
t[n]=r^(n+1<e?t[n+1]:0)}return m[e]=t.map(e=>c[e])}const O=[(e,t)=>(e+t)%2,e=>e%2,(e,t)=>t%3,(e,t)=>(e+t)%3,(e,t)=>((e>>1)+Math.floor(t/3))%2,(e,t)=>e*t%2+e*t%3,(e,t)=>(e*t%2+e*t%3)%2,(e,t)=>((e+t)%2+e*t%3)%2],k=[]
let P
function b(e,t=1){const{version:o,words:n}=function(e,t){const{mode:o,count:n,lengths:r,bits:s}=function(e){const t=[]
if(/^\d+$/.test(e)){for(let o=0;o<e.length;o+=3){const n=e.slice(o,o+3)
t.push([+n,3*n.length+1])}return{mode:1,count:e.length,lengths:[10,12,14],bits:t}}if(/^[\dA-Z $%*+\-./:]+$/.test(e)){for(let o=0;o<e.length;o+=2){const n=g.indexOf(e[o])
t.push(o+1<e.length?[45*n+g.indexOf(e[o+1]),11]:[n,6])}return{mode:2,count:e.length,lengths:[9,11,13],bits:t}}const o=(e=>(encodeURIComponent(e).match(/%..|./g)||[]).map(e=>e.length>1?parseInt(e.slice(1),16):e.charCodeAt(0)))(e)
return{mode:4,count:o.length,lengths:[8,16,16],bits:o.map(e=>[e,8])}}(e),d=4!==o||/^[\x00-\x7f]*$/.test(e)?[]:[p],l=s.reduce((e,[,t])=>e+t,4+12*d.length)
for(let e=1;e<=40;e++){const c=a(t,e),f=i(t,e),g=u(e),p=g-c*f,m=r[e<10?0:e<27?1:2]
if(l+m>8*p)continue
const O=new Uint8Array(p)
let k=0;[...d,[o,4],[n,m],...s].forEach(([e,t])=>{for(let o=t-1;o>=0;o--,k++)O[k>>3]|=(e>>o&1)<<7-(7&k)})
for(let e=k+4+7>>3,t=0;e<p;e++,t^=1)O[e]=t?17:236
const P=new Uint8Array(g),b=Math.floor(p/f),w=p%f,y=E(c)
for(let e=0,t=0;e<f;e++){const o=b+(e<f-w?0:1),n=O.subarray(t,t+o)
t+=o,n.forEach((t,o)=>P[o<b?o*f+e:b*f+e-f+w]=t),h(n,y).forEach((t,o)=>P[p+o*f+e]=t)}return{version:e,words:P}}throw new RangeError(`a QR code cannot hold ${l>>3} bytes`)}(e,t),{size:r,modules:s,free:l,masks:c}=function(e){if(k[e])return k[e]
const t=4*e+17,o=new Uint8Array(t*t),n=new Uint8Array(t*t),r=(e,r,s)=>{o[e*t+r]=s,n[e*t+r]=1},s=(e,o,n,s)=>{for(let a=-n;a<=n;a++)for(let i=-n;i<=n;i++){const n=Math.max(Math.abs(a),Math.abs(i))
e+a>=0&&e+a<t&&o+i>=0&&o+i<t&&r(e+a,o+i,+(n!==s&&4!==n))}}
s(3,3,4,2),s(3,t-4,4,2),s(t-4,3,4,2)
const a=d(e)
a.forEach(e=>a.forEach(o=>n[e*t+o]||s(e,o,2,1)))
for(let e=8;e<t-8;e++)r(6,e,1&~e),r(e,6,1&~e)
for(let e=0;e<9;e++)n[8*t+e]=n[e*t+8]=1,e<8&&(n[8*t+t-1-e]=n[(t-1-e)*t+8]=1)
if(o[(t-8)*t+8]=1,e>6){const o=e<<12|f(e,7973,12)
for(let e=0;e<18;e++){const n=t-11+e%3,s=Math.floor(e/3)
r(s,n,o>>e&1),r(n,s,o>>e&1)}}const i=[]
for(let e=t-1,o=!0;e>0;e-=2,o=!o){6===e&&e--
for(let r=0;r<t;r++){const s=o?t-1-r:r
for(let o=e;o>e-2;o--)n[s*t+o]||i.push(s*t+o)}}const u=O.map(e=>Uint8Array.from(i,o=>+!e(Math.floor(o/t),o%t)))
return k[e]={size:t,modules:o,free:Uint16Array.from(i),masks:u}}(o)
let m,b=1/0
return c.forEach((e,o)=>{const a={size:r,modules:s.slice()}
for(let t=0;t<l.length;t++)a.modules[l[t]]=n[t>>3]>>7-(7&t)&1^e[t]
!function({size:e,modules:t},o,n){const r=(1^o)<<3|n,s=21522^(r<<10|f(r,1335,10))
for(let o=0;o<15;o++){const n=s>>o&1
o<8?t[(o<6?o:o+1)*e+8]=t[8*e+e-1-o]=n:t[8*e+(o<9?7:14-o)]=t[(e-15+o)*e+8]=n}}(a,t,o)
const i=function({size:e,modules:t}){const o=function(){if(P)return P
P=new Uint8Array(2048)
for(let e=0;e<2048;e++){const t=31&e,o=t&&t<31?0:1&(e>>5^e)?3:1
P[e]=o+(1488===e||93===e?40:0)}return P}()
let n=0,r=0
for(let s=0;s<e;s++){const a=s*e
let i=t[a]?0:2047,d=t[s]?0:2047,u=1
for(let l=0;l<e;l++){const c=t[a+l]
if(r+=c,i=2047&(i<<1|c),d=2047&(d<<1|t[l*e+s]),n+=o[i]+o[d],!s)continue
const f=c+t[a-e+l]
!l||u+f&3||(n+=3),u=f}}return n+10*Math.floor(Math.abs(20*r/(e*e)-10))}(a)
i<b&&(b=i,m=a)}),m}const w=e=>[24,16,8,0].map(t=>e>>>t&255)
function y(e,t){const o=e.split("").map(e=>e.charCodeAt(0)).concat(t)
let n=-1
return o.forEach(e=>{n^=e
for(let e=0;e<8;e++)n=n>>>1^(1&n&&3988292384)}),w(t.length).concat(o,w(~n))}function R({size:e,modules:t}){const o=[]
for(let n=0;n<e;n++){o.push(0)
for(let r=0;r<e;r+=8){let s=0
for(let o=0;o<8;o++)s=s<<1|(r+o<e&&t[n*e+r+o]?0:1)
o.push(s)}}let n=1,r=0
o.forEach(e=>r=(r+(n=(n+e)%65521))%65521)
const s=[255&o.length,o.length>>8],a=[120,1,1].concat(s,[255&~s[0],255&~s[1]],o,w(r<<16|n))
return`data:image/png;base64,${function(e){let t=""
for(let o=0;o<e.length;o+=3){const n=e[o]<<16|e[o+1]<<8|e[o+2]
for(let r=0;r<4;r++)t+=o+r>e.length?"=":"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[n>>18-6*r&63]}return t}([137,80,78,71,13,10,26,10].concat(y("IHDR",w(e).concat(w(e),[1,0,0,0,0])),y("IDAT",a),y("IEND",[])))}`}let D="",A={url:""}
const v={"":A}
function S(e){if(v[e])return v[e]
if(D===e)return A
try{return A={url:R(b(e))},D=e,A}catch(t){return v[e]={url:"",error:t.message}}}const I=[]
let T
const N=()=>{}
function L(t,o){const n=I.indexOf(t)
if(o===n>=0)return
const{getBrightness:r,setBrightness:s}=e.s().platform
if(r&&s)if(o){if(I.push(t)>1)return
r().then(e=>{if(I.length&&void 0===T)return T=e,s(1)}).catch(N)}else I.splice(n,1),I.length||void 0===T||(s(T).catch(N),T=void 0)}const U={title:"\u6296\u97f3\u7801",states:{usable:"\u5f85\u4f7f\u7528",redeemed:"\u5df2\u6838\u9500",refunding:"\u9000\u6b3e\u4e2d",refunded:"\u5df2\u9000\u6b3e",refundFailed:"\u9000\u6b3e\u5931\u8d25",expired:"\u5df2\u8fc7\u671f",notStarted:"\u672a\u5230\u4f7f\u7528\u65f6\u95f4"},left:"\u4efd\u53ef\u7528",none:"\u6ca1\u6709\u53ef\u7528\u7684\u5238\u7801",unpaid:"\u8ba2\u5355\u652f\u4ed8\u540e\u53ef\u67e5\u770b\u5238\u7801",invalid:"\u8ba2\u5355\u53f7\u6709\u8bef\uff0c\u65e0\u6cd5\u67e5\u770b\u5238\u7801",failed:"\u7cfb\u7edf\u9519\u8bef\uff0c\u5238\u7801\u52a0\u8f7d\u5931\u8d25",loading:"\u6b63\u5728\u52a0\u8f7d\u5238\u7801",refresh:"\u5237\u65b0",refreshing:"\u5237\u65b0\u4e2d",view:"\u67e5\u770b\u5238\u7801",apply:"\u7533\u8bf7\u9000\u6b3e",applying:"\u8bf7\u7a0d\u5019",code:"\u5238\u7801",qr:"\u5238\u7801\u4e8c\u7ef4\u7801\uff0c\u70b9\u6309\u653e\u5927",copy:"\u590d\u5236",copied:"\u5238\u7801\u5df2\u590d\u5236",notCopied:"\u590d\u5236\u5931\u8d25\uff0c\u8bf7\u624b\u52a8\u6284\u5f55",show:"\u51fa\u793a",detail:"\u67e5\u770b\u9000\u6b3e\u8be6\u60c5",close:"\u5173\u95ed",from:"\u5f00\u59cb\u4f7f\u7528\uff1a",until:"\u6709\u6548\u671f\u81f3 ",times:"\u5269\u4f59\u6b21\u6570 ",present:"\u8bf7\u5411\u5e97\u5458\u51fa\u793a\u4e8c\u7ef4\u7801\u6216\u5238\u7801",undrawn:"\u4e8c\u7ef4\u7801\u65e0\u6cd5\u663e\u793a\uff0c\u8bf7\u51fa\u793a\u5238\u7801\u6570\u5b57"},x=({clock:t})=>e.$(t),M=({codes:e},t)=>e&&e.coupons.filter(e=>e.itemOrderId===t)[0],H=e=>e.failure?void 0:M(e,e.large),C=(e,t)=>n(o(t,x(e)))
function q(e){const{coupons:t}=e.codes,o=t.filter(t=>C(e,t)),n=H(e)||(1===t.length||1===o.length?o[0]:void 0)
return n&&C(e,n)?n:void 0}function F(e){const t=q(e)
return!t||t.qrValidTo<x(e)?"":t.qrPayload}const $=e=>e&&JSON.stringify(e.coupons.map(e=>[e.state,e.usableTimes,e.outRefundNo])),j=({codes:e,failure:t,hidden:o,sight:n,open:r,large:s})=>t||o||!(n||r||s)?void 0:e,K=({props:e,refundId:t,wanted:o})=>({props:Object.assign({},e,{refundId:t}),status:o,whole:!0}),B=(e,t)=>Object.assign({error:void 0,params:void 0},t),Y=({send:e})=>t=>e("REPORTED",t)
function W({asker:t},{errNo:o,errMsg:n,errLogId:r}){e.L(t,"error",{errNo:o,errMsg:n,errLogId:r||""})}const z={reducers:{PROPS:(t,o)=>({props:o,bound:void 0,error:e.n(o.orderId),codes:void 0,before:void 0,failure:void 0,picked:void 0,large:void 0,open:!1,looks:0}),ATTEMPT:()=>({since:Date.now()}),LOADED:({codes:t,looks:o},{codes:n,failure:r})=>n?{before:t,codes:n,failure:r,clock:e.p(n.now),looks:$(t)===$(n)?o:0}:{failure:r},POLL:({looks:e})=>({looks:e+1}),REFRESH:()=>({looks:0}),PUSHED:()=>({looks:0}),SIGHT:(e,t)=>({sight:t,looks:0}),THROWN:(t,o)=>({failure:{errNo:21540,errMsg:e.S(o)}}),OPEN:()=>({open:!0,looks:0}),CLOSE:()=>({open:!1,looks:0}),PICK(e,t){const o=M(e,t)
return o&&C(e,o)?{picked:o,large:t,looks:0}:{picked:o}},DETAIL:(e,t)=>({picked:M(e,t)}),COPY:(e,t)=>({picked:M(e,t)}),PUT:()=>({large:void 0}),APPLY:()=>({wanted:1}),LOOK:(e,t)=>({wanted:2,refundId:t}),ASKED:B,APPLIED:B,BOUND:(e,t)=>({bound:t}),REPORTED:(e,t)=>({told:t}),SHOW:({hidden:e})=>({back:e,hidden:!1,looks:0}),HIDE:()=>({hidden:!0})},guards:{refused:({error:e})=>!!e,isAwaited:({props:e})=>""===e.orderId||null==e.orderId,isRested:({since:t})=>e.y(t,1e3),failed:({failure:e})=>!!e,redeemed:function({before:e,codes:t}){return!!e&&!!t&&t.coupons.some(t=>{const o=e.coupons.filter(e=>e.itemOrderId===t.itemOrderId)[0]
return!(!o||"redeemed"===o.state)&&("redeemed"===t.state||n(t.state)&&t.outRefundNo===o.outRefundNo&&t.usableTimes<o.usableTimes)})},isApplying:({wanted:e})=>1===e,isRefund:({picked:e})=>!(!e||!e.outRefundNo||"refunding"!==e.state&&"refunded"!==e.state),isBack:({back:e})=>e,isEnd:({told:e})=>!!e.refund},effects:{await:({send:t})=>e.a4(15e3,()=>t("OVERDUE")),takeUp(t){const{context:o,send:n}=t,{asker:r,error:s,props:a}=o,{platform:i,sessions:d}=e.s()
if(s)return
const u=a.orderId
let l
d.takeUp(r,e.N(u),Y(t))
let c=0
const f=()=>{o.hidden||++c>5||(l=l||e.a4(1e3,()=>{const e=c>5
l=void 0,c=0,e&&f()}),n("PUSHED"))},g=[i.watchCoupons&&i.watchCoupons({outOrderNo:u},f),i.watchSight&&i.watchSight(r,e=>n("SIGHT",e))]
return()=>{L(r,!1),g.concat(l).forEach(e=>e&&e())}},load({context:t,send:o}){const n=t.props.orderId
e.w(()=>e.s().merchant.getCoupons({outOrderNo:n}),21540,21540).then(e=>o("LOADED",{codes:e}),e=>o("LOADED",{failure:e}))},watch({context:o,send:n}){const r=j(o)
if(!r)return
const{coupons:s}=r,{clock:a}=o,i=[],d=t=>{t&&i.push(e.a(a,t,e=>{n("FLIP"),e&&n("POLL")}))},u=x(o),l=q(o),c=l&&l.qrValidTo
if(d(function(e,o){let n
return e.forEach(({state:e,validFrom:r,validTo:s})=>{t.indexOf(e)<0||[r,s+1].forEach(e=>{e>o&&(void 0===n||e<n)&&(n=e)})}),n}(s,u)),c&&c>=u&&d(c+1),o.open||H(o)||s.some(e=>C(o,e))){const t=c?Math.max(c-3e4-u,3e3):1/0
i.push(e.a4(Math.min((({looks:e})=>Math.min(3e3*Math.pow(2,Math.max(e-100,0)),6e4))(o),t),()=>n("POLL")))}return()=>i.forEach(e=>e())},light({context:e}){const t=j(e)&&H(e)
L(e.asker,!!t&&q(e)===t)},look:({context:e,send:t})=>t("LOOK",e.picked&&e.picked.outRefundNo||""),copy({context:t}){const{platform:o}=e.s(),{picked:n}=t
n&&o.copy&&o.copy(n.code).then(()=>o.toast(U.copied),()=>o.toast(U.notCopied))},askOrdered({context:t,send:o}){e.f(t,K(t)).then(e=>{const{error:t}=e
t&&21523===t.errNo&&(t.errNo=21532),o("ASKED",e)})},probe({context:t,send:o}){let n=!0
return e.P(t.asker,"applyrefund").then(e=>n&&o("BOUND",e)),()=>{n=!1}},askApplyRefund({context:t,send:o}){e.g(t).then(e=>o("APPLIED",e))},openPage(t){const{context:o,send:n}=t
e.M(o,K(o),Y(t)).then(()=>n("OPENED"),()=>n("STAYED"))},report:({context:e})=>W(e,e.error),reportFailure:({context:e})=>W(e,e.failure),reportRedeemed:({context:t})=>{e.L(t.asker,"consume",{orderId:t.props.orderId})},reportUndrawn({context:e}){const t=j(e)&&S(F(e))
if(!t||!t.error||t.said)return
t.said=!0
const o=`getCoupons: qrPayload has no picture, its digits are shown: ${t.error}`
console.error(`[microapp-trade-kit] ${o}`),W(e,{errNo:21540,errMsg:o})},reportEnd({context:t}){const{error:o,refund:n}=t.told
o&&21536!==o.errNo&&W(t,o),n&&e.L(t.asker,"refund",n)}}},G=["watch","light","reportUndrawn"],J={guard:"isBack",target:"loading",effects:G},V=[{guard:"isEnd",target:"loading",effects:["reportEnd"]},{effects:["reportEnd"]}],Q=[{guard:"isAwaited",target:"waiting",effects:["takeUp",...G]},{guard:"refused",target:"invalid",effects:["takeUp",...G,"report"]},{target:"loading",effects:["takeUp",...G,"probe"]}],X={OPEN:{target:"loading"},PICK:[{guard:"isRefund",effects:["look"]},{effects:G}],APPLY:{target:"asking"},DETAIL:{effects:["look"]},LOOK:{target:"asking"},PUSHED:{target:"loading"},SHOW:J,REPORTED:V},Z={id:"consume-card",initial:"idle",lasting:["REPORTED","PUSHED","FLIP","POLL","SIGHT","BOUND"],states:{idle:{},waiting:{attempt:!0,entry:["await"],on:{OVERDUE:{target:"invalid",effects:["report"]}}},invalid:{},loading:{attempt:!0,entry:["load"],on:Object.assign({},X,{OPEN:{},LOADED:[{guard:"failed",target:"broken",effects:[...G,"reportFailure"]},{guard:"redeemed",target:"shown",effects:[...G,"reportRedeemed"]},{target:"shown",effects:G}],THROWN:{target:"broken",effects:[...G,"reportFailure"]}})},broken:{on:{REFRESH:{target:"loading"},SAME:{guard:"isRested",target:"loading"},OPEN:{target:"loading"},PUSHED:{target:"loading"},SHOW:J,REPORTED:V}},shown:{on:Object.assign({},X,{REFRESH:{target:"loading"},POLL:{target:"loading"}})},asking:e.h("loading"),applying:e.d("loading"),opening:{entry:["openPage"],on:{OPENED:{target:"away"},STAYED:{target:"loading"},THROWN:{target:"loading"}}},away:{on:{SHOW:{target:"loading"},REPORTED:V}}},on:{PROPS:Q,FLIP:{effects:G},OPEN:{},PICK:{effects:G},SHOW:{effects:G},CLOSE:{effects:G},PUT:{effects:G},HIDE:{effects:G},SIGHT:{effects:G},COPY:{effects:["copy"]},REPORTED:{effects:["reportEnd"]},BOUND:{}}},_={orderId:{type:String,value:""},applyRefundParams:{type:Object,value:null},handlers:{type:String,value:""},handlerTimeout:{type:Number,value:0}},ee={title:{type:String,value:""},noRefund:{type:Boolean,value:!1},customStyle:{type:String,value:""}},te={phase:"loading",busy:!1,asking:!1,name:"",usable:0,count:"",first:null,alone:!1,qr:"",undrawn:!1,several:!1,refundable:!1,open:!1,lines:[],large:null},oe={usable:"good",redeemed:"over",refunding:"wait",refunded:"over",refundFailed:"bad",expired:"over",notStarted:"wait"},ne=e=>`0${e}`.slice(-2)
function re(e){const t=new Date(e)
return`${t.getFullYear()}-${ne(t.getMonth()+1)}-${ne(t.getDate())} ${ne(t.getHours())}:${ne(t.getMinutes())}`}function se(e,t){const r=o(e,t),{totalTimes:s,usableTimes:a}=e,i=s&&s>1?`${U.times}${a}/${s} \xb7 `:""
return{id:e.itemOrderId,code:e.code.replace(/(.{4})(?=.)/g,"$1 "),word:U.states[r],tone:oe[r],usable:n(r),refund:!!e.outRefundNo&&/^refund/.test(r),note:i+("notStarted"===r?U.from+re(e.validFrom):U.until+re(e.validTo))}}const ae=["asking","applying","opening"],ie={machine:Z,implementation:z,context:t=>({asker:t,props:t.data,clock:e.p(),looks:0,sight:!0,since:0,hidden:!1,back:!1,open:!1,wanted:1}),view:function(e,t){const{codes:r,failure:s,open:a}=t,i="loading"===e
if("invalid"===e)return Object.assign({},te,{phase:e})
if(s)return Object.assign({},te,{phase:"broken",busy:i,open:a})
if(!r)return te
const{coupons:d,paid:u,refundableQuantity:l,title:c}=r,f={busy:i,asking:ae.indexOf(e)>=0,name:c}
if(!u||!d.length)return Object.assign({},te,f,{phase:u?"none":"unpaid"})
const g=x(t),p=d.filter(e=>n(o(e,g))),h=p[0]||d[0],m=1===p.length||1===d.length,E=H(t),{url:O,error:k}=S(F(t))
return Object.assign(f,{phase:"shown",usable:p.length,count:p.length?p.length+U.left:U.none,first:m||p.length?se(h,g):null,alone:m,qr:O,undrawn:!!k,several:d.length>1,refundable:l>0,open:a,lines:a?d.map(e=>se(e,g)):[],large:E?se(E,g):null})},idle:te,props:Object.keys(_)},de=({currentTarget:e})=>e.dataset.id
e.a1(ie,{externalClasses:["custom-class","button-class","code-class"],properties:Object.assign({},_,ee),texts:U,touches:{onRefresh:()=>["REFRESH"],onOpen:()=>["OPEN"],onClose:()=>["CLOSE"],onPick:e=>["PICK",de(e)],onPut:()=>["PUT"],onCopy:e=>["COPY",de(e)],onApply:()=>["APPLY"],onDetail:e=>["DETAIL",de(e)],onNothing(){}}})
