"use strict"
const t=require("../../shared/kit.js")
Component({properties:{value:{type:Number,value:1},min:{type:Number,value:1},max:{type:Number,value:1},disabled:{type:Boolean,value:!1},label:{type:String,value:""},lessLabel:{type:String,value:""},moreLabel:{type:String,value:""}},data:{shown:1},observers:{value(t){this.setData({shown:t})}},methods:{onLess(){this.step(this.data.value-1)},onMore(){this.step(this.data.value+1)},onInput({detail:e}){const{min:a,max:s,disabled:i}=this.data,n=t.t(e.value)
this.setData({shown:e.value})
const o=void 0!==n&&n>s
o&&this.setData({shown:s})
const h=o?s:void 0!==n&&n>=a?n:0
i||this.triggerEvent("change",{value:h})},onBlur(){const{min:e,max:a,shown:s}=this.data,i=Math.max(Math.min(t.t(String(s))||e,a),e)
String(s)!==String(i)&&(this.setData({shown:i}),this.step(i))},step(t){const{min:e,max:a,disabled:s}=this.data
!s&&t>=e&&t<=a&&this.triggerEvent("change",{value:t})}}})
