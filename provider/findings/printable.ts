/**
 * Characters that could control a terminal or a runner's log, or show a reviewer another order than the file has:
 * control characters (ANSI escapes begin with one), line separators, and the marks that turn the writing direction.
 */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Replaces such characters by readable escapes; other text stays as it is. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
