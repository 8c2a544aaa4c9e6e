/**
 * Characters that could control a terminal or a runner's log, show a reviewer another order than the file has, or make
 * two texts look the same: control characters (ANSI escapes begin with one), separators and marks of lines and of the
 * writing direction, and blanks without a width. Joiners stay where they join: in emoji and in scripts that need them.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|(?<=^|[\p{ASCII}])[\u200c\u200d\ufe00-\ufe0f]/gu

/** Replaces such characters by readable escapes; other text stays as it is. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}
