/** Names that tell a browser, the more special one first: each says that it is all the others too. */
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * What is kept of a browser's long description, so that somebody knows their devices apart: "Firefox/Android". No
 * version and no network address: both tell more of a person than this list needs.
 */
export function deviceOf(headers: Headers): string {
  const said = headers.get('user-agent') ?? '';
  const named = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(said))?.[1] ?? '';
  return `${named(browsers)}/${named(systems)}`;
}
